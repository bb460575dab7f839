-- In which projects did one person take part, and how did they go?
-- Grain       one row per project that had begun by the day, newest plan first
-- Columns     project_id bigint, project_code text, name text, agency_code text, role text,
--             planned_start date, planned_end date, real_end date, planned_cost double,
--             real_cost double, verified_quality double, state text, n_members bigint,
--             last_milestone_on date, next_milestone_on date
-- Parameters  $employee_id bigint (null: nobody, see employee_profile), $on date
with own as (
    select
        project_id,
        case when bool_or(role = 'leader') then 'leader' else min(role) end as role
    from project_member
    where employee_id = $employee_id
    group by project_id
),
members as (
    select project_id, count(distinct employee_id) as n_members
    from project_member
    where project_id in (select project_id from own)
    group by project_id
),
milestones as (
    select
        project_id, max(real_on) as last_milestone_on,
        min(planned_on) filter (where real_on is null) as next_milestone_on
    from project_milestone
    where project_id in (select project_id from own)
    group by project_id
)
select
    project.project_id, project.project_code, project.name, project.agency_code, own.role,
    planned_start, planned_end, real_end, planned_cost, real_cost, verified_quality, state,
    members.n_members, last_milestone_on, next_milestone_on
from own
join project on project.project_id = own.project_id
join members on members.project_id = own.project_id
left join milestones on milestones.project_id = own.project_id
where coalesce(planned_start <= $on::date, true)
order by coalesce(planned_end, real_end) desc nulls last, project.project_code;
