-- How many people does each measure of filling-in count, in the smallest groups filters can name?
-- Grain       one row per agency, kind of post and grade group with results or people in post; the
--             whole institution, as in group_sizes.sql
-- Columns     agency_code text, position_class text, grade_group text, n bigint, n_rated bigint
--             (with a predicate), n_dated bigint, n_feedback bigint, n_employees bigint (in post)
-- Parameters  $period text
-- Why         each share is hidden by the people it is taken over; a count of nobody is a 0 here
with side_by_side as (
    select
        period_code, agency_code, position_class, grade_group, n, 0 as n_rated, n_dated,
        n_feedback, 0 as n_employees
    from filling_summary
    union all
    select
        period_code, agency_code, position_class, grade_group, 0,
        n_very_good + n_good + n_needs_improvement + n_poor + n_very_poor, 0, 0, 0
    from mix_summary
    union all
    select period_code, agency_code, position_class, grade_group, 0, 0, 0, 0, n_employees
    from headcount_summary
)
select
    agency_code, position_class, grade_group, sum(n)::bigint as n, sum(n_rated)::bigint as n_rated,
    sum(n_dated)::bigint as n_dated, sum(n_feedback)::bigint as n_feedback,
    sum(n_employees)::bigint as n_employees
from side_by_side
where period_code = $period
group by agency_code, position_class, grade_group
order by agency_code, position_class, grade_group;
