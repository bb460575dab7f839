-- How completely and how timely were appraisals filled in, in all periods of one kind?
-- Grain       one row per period and agency with results or people in post
-- Columns     period_code text, agency_code text, n bigint, n_dated bigint, n_late bigint,
--             n_last_week bigint, n_feedback bigint, n_copied bigint, n_without_rater bigint,
--             n_employees bigint (null without a people master)
-- Parameters  $agencies text[] (from the scope), $period text (all periods of its kind are given),
--             $position_class, $grade_group text
with side_by_side as (
    select
        period_code, agency_code, position_class, grade_group, n, n_dated, n_late, n_last_week,
        n_feedback, n_copied, n_without_rater, null as n_employees
    from filling_summary
    union all
    select
        period_code, agency_code, position_class, grade_group, 0, 0, 0, 0, 0, 0, 0, n_employees
    from headcount_summary
)
select
    period_code, agency_code, sum(n)::bigint as n, sum(n_dated)::bigint as n_dated,
    sum(n_late)::bigint as n_late, sum(n_last_week)::bigint as n_last_week,
    sum(n_feedback)::bigint as n_feedback, sum(n_copied)::bigint as n_copied,
    sum(n_without_rater)::bigint as n_without_rater, sum(n_employees)::bigint as n_employees
from side_by_side
where length(period_code) = length($period)
    and contains(period_code, 'Q') = contains($period, 'Q')
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by period_code, agency_code
order by period_code, agency_code;
