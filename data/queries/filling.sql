-- How completely and how timely were appraisals filled in?
-- Grain       one row per agency with results or people in post
-- Columns     agency_code text, n bigint, n_dated bigint, n_late bigint, n_last_week bigint,
--             n_feedback bigint, n_copied bigint, n_without_rater bigint,
--             n_employees bigint (null without a people master)
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
with filled as (
    select
        agency_code, sum(n)::bigint as n, sum(n_dated)::bigint as n_dated,
        sum(n_late)::bigint as n_late, sum(n_last_week)::bigint as n_last_week,
        sum(n_feedback)::bigint as n_feedback, sum(n_copied)::bigint as n_copied,
        sum(n_without_rater)::bigint as n_without_rater
    from filling_summary
    where period_code = $period
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
        and ($agency::text is null or agency_code = $agency)
        and ($position_class::text is null or position_class = $position_class)
        and ($grade_group::text is null or grade_group = $grade_group)
    group by agency_code
),
in_post as (
    select agency_code, sum(n_employees)::bigint as n_employees
    from headcount_summary
    where period_code = $period
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
        and ($agency::text is null or agency_code = $agency)
        and ($position_class::text is null or position_class = $position_class)
        and ($grade_group::text is null or grade_group = $grade_group)
    group by agency_code
)
select
    coalesce(filled.agency_code, in_post.agency_code) as agency_code,
    coalesce(filled.n, 0) as n, coalesce(n_dated, 0) as n_dated, coalesce(n_late, 0) as n_late,
    coalesce(n_last_week, 0) as n_last_week, coalesce(n_feedback, 0) as n_feedback,
    coalesce(n_copied, 0) as n_copied, coalesce(n_without_rater, 0) as n_without_rater,
    in_post.n_employees
from filled
full join in_post on in_post.agency_code = filled.agency_code
order by 1;
