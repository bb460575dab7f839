-- How do projects stand: planned against real completion, cost and verified quality?
-- Grain       one row per project that was planned into or ended in the year of the period
-- Columns     project_id bigint, project_code text, name text, agency_code text,
--             planned_start date, planned_end date, real_end date, planned_cost double,
--             real_cost double, verified_quality double, verified_by text, state text,
--             n_milestones bigint, n_milestones_done bigint, n_members bigint,
--             last_milestone_on date (the latest one reached), next_milestone_on date (the earliest
--             planned one that is not reached)
-- Parameters  $agencies text[], $may_see_names boolean (from the scope), $period, $agency text
with milestones as (
    select
        project_id, count(*) as n_milestones, count(real_on) as n_milestones_done,
        max(real_on) as last_milestone_on,
        min(planned_on) filter (where real_on is null) as next_milestone_on
    from project_milestone
    group by project_id
),
members as (
    select project_id, count(distinct employee_id) as n_members
    from project_member
    group by project_id
)
select
    project.project_id, project.project_code, project.name, project.agency_code,
    project.planned_start, project.planned_end, project.real_end,
    project.planned_cost, project.real_cost, project.verified_quality,
    case when $may_see_names then project.verified_by end as verified_by,
    project.state,
    coalesce(milestones.n_milestones, 0) as n_milestones,
    coalesce(milestones.n_milestones_done, 0) as n_milestones_done,
    coalesce(members.n_members, 0) as n_members,
    milestones.last_milestone_on, milestones.next_milestone_on
from project
join period as chosen on chosen.period_code = $period
left join milestones on milestones.project_id = project.project_id
left join members on members.project_id = project.project_id
where (
        year(project.planned_end) = chosen.year
        or year(project.planned_start) = chosen.year
        or year(project.real_end) = chosen.year
    )
    and ($agencies::text[] is null or list_contains($agencies::text[], project.agency_code))
    and ($agency::text is null or project.agency_code = $agency)
order by project.agency_code, project.planned_end, project.project_code;
