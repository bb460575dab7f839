-- How many rows were left out, by the first thing they lack?
-- Columns     n_rows bigint, rows_without_employee bigint, rows_without_rater bigint,
--             rows_without_period bigint, rows_without_score bigint, rows_without_type bigint,
--             self_ratings bigint
-- Parameters  $has_period, $has_role boolean
with judged as (
    select
        case
            when not is_id(given.employee) then 'employee'
            when not is_id(given.rater) then 'rater'
            when $has_period and period_of.code is null then 'period'
            when isnan(coalesce(given.score_number, score_of.value, 'nan'::double)) then 'score'
            when $has_role and role_of.raw is null then 'type'
            when $has_role and role_of.is_self then 'self'
        end as lacks
    from given
    left join period_of on period_of.raw = given.period
    left join role_of on role_of.raw = given.role
    left join score_of on score_of.raw = given.score_text
)
select
    count(*) as n_rows,
    count(*) filter (lacks = 'employee') as rows_without_employee,
    count(*) filter (lacks = 'rater') as rows_without_rater,
    count(*) filter (lacks = 'period') as rows_without_period,
    count(*) filter (lacks = 'score') as rows_without_score,
    count(*) filter (lacks = 'type') as rows_without_type,
    count(*) filter (lacks = 'self') as self_ratings
from judged;
