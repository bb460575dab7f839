-- Whom does a reader of the demo stand for as employee or rater?
-- Grain       one row per role
-- Columns     role text, employee_id bigint
-- Why         people whose own profile shows most: who needs improvement, with a project, targets
--             and several raters; and the rater of most people who is rated too. Always the same
with rated as (
    select rater_id, count(distinct employee_id) as n_rated
    from result
    where rater_role = 'superior'
    group by rater_id
),
people as (
    select
        result.employee_id, arg_max(predicate, period_code) as predicate,
        count(distinct rater_id) as n_raters
    from result
    join period using (period_code)
    where period.kind = 'year'
    group by result.employee_id
),
described as (
    select
        people.employee_id, coalesce(n_rated, 0) as n_rated, n_raters,
        predicate = 'needs_improvement' as may_improve,
        people.employee_id in (select employee_id from project_member) as has_project,
        people.employee_id in (select employee_id from performance_target) as has_target
    from people
    left join rated on rated.rater_id = people.employee_id
)
(
    select 'employee' as role, employee_id
    from described
    where n_rated = 0
    order by has_target desc, may_improve desc, has_project desc, n_raters desc, employee_id
    limit 1
)
union all
(
    select 'rater', employee_id
    from described
    where n_rated > 0
    order by has_target desc, has_project desc, n_rated desc, employee_id
    limit 1
);
