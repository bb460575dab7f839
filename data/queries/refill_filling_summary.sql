-- Counts how well results were filled in, anew.
-- Parameters  $periods text[] (null: all)
-- Why         copied: the same text, folded by case and white space, stands in at least two other
--             appraisals of the unit (without a unit: of the agency) in the period
delete from filling_summary
where $periods::text[] is null or list_contains($periods::text[], period_code);

insert into filling_summary (
    period_code, agency_code, position_class, grade_group,
    n, n_dated, n_late, n_last_week, n_feedback, n_copied, n_without_rater
)
with touched as (
    select
        period_code, agency_code, unit_id, position_class, grade_group, set_on, rater_id,
        nullif(trim(regexp_replace(lower(feedback_text), '\s+', ' ', 'g')), '') as feedback
    from result
    where $periods::text[] is null or list_contains($periods::text[], period_code)
),
compared as (
    select
        touched.period_code, agency_code, position_class, grade_group, rater_id, feedback,
        case when period.due_on is not null then set_on end as dated_on,
        period.due_on,
        count(*) over (
            partition by touched.period_code, agency_code, unit_id, feedback
        ) as n_same_text
    from touched
    join period on period.period_code = touched.period_code
)
select
    period_code, agency_code, position_class, grade_group,
    count(*) as n,
    count(dated_on) as n_dated,
    count(*) filter (where dated_on > due_on) as n_late,
    count(*) filter (where dated_on between due_on - 7 and due_on) as n_last_week,
    count(feedback) as n_feedback,
    count(*) filter (where feedback is not null and n_same_text >= 3) as n_copied,
    count(*) filter (where rater_id is null) as n_without_rater
from compared
group by all
order by period_code, agency_code;
