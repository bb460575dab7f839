-- Writes projects with their milestones and members; a project of the same code is replaced whole
-- and kept for an undo.
-- Reads       valid_rows, employee, agency_spelling
-- Parameters  $batch_id bigint
create or replace temp table projects_of_file as
select
    project_key,
    (select coalesce(max(project_id), 0) from project) + row_number() over (order by project_key)
        as project_id,
    arg_max(project_name, row_id) as name,
    arg_max(agency_spelling.agency_code, row_id) as agency_code,
    arg_max(planned_start, row_id) as planned_start, arg_max(planned_end, row_id) as planned_end,
    arg_max(real_end, row_id) as real_end, arg_max(planned_cost, row_id) as planned_cost,
    arg_max(real_cost, row_id) as real_cost,
    arg_max(verified_quality, row_id) as verified_quality,
    arg_max(verified_by, row_id) as verified_by, arg_max(verified_on, row_id) as verified_on,
    arg_max(state, row_id) as state
from valid_rows
left join agency_spelling on agency_spelling.spelling_key = valid_rows.agency_key
group by project_key;

create or replace temp table former_projects as
select project.*
from project
join projects_of_file on projects_of_file.project_key = project.project_code;

insert into batch_change (batch_id, table_name, key, before_value)
select
    $batch_id, 'project', to_json({'project_code': projects_of_file.project_key}),
    case when former_projects.project_id is not null then to_json({
        'project': former_projects,
        'milestones': (
            select list(one) from project_milestone as one
            where one.project_id = former_projects.project_id
        ),
        'members': (
            select list(one) from project_member as one
            where one.project_id = former_projects.project_id
        )
    }) end
from projects_of_file
left join former_projects on former_projects.project_code = projects_of_file.project_key
order by projects_of_file.project_key;

delete from project_milestone where project_id in (select project_id from former_projects);
delete from project_member where project_id in (select project_id from former_projects);
delete from project where project_id in (select project_id from former_projects);

insert into project (
    project_id, project_code, name, agency_code, planned_start, planned_end, real_end,
    planned_cost, real_cost, verified_quality, verified_by, verified_on, state, batch_id
)
select
    project_id, project_key, coalesce(name, project_key), agency_code, planned_start, planned_end,
    real_end, planned_cost, real_cost, verified_quality, verified_by, verified_on,
    coalesce(state, if(real_end is not null, 'finished', null)), $batch_id
from projects_of_file
order by project_id;

insert into project_milestone (project_id, name, planned_on, real_on, batch_id)
select
    projects_of_file.project_id, milestone, arg_max(milestone_planned, row_id),
    arg_max(milestone_real, row_id), $batch_id
from valid_rows
join projects_of_file on projects_of_file.project_key = valid_rows.project_key
where milestone is not null
group by projects_of_file.project_id, milestone
order by min(row_id);

insert into project_member (project_id, employee_id, role, batch_id)
select
    projects_of_file.project_id, employee.employee_id,
    coalesce(arg_max(member_role, row_id), 'member'), $batch_id
from valid_rows
join projects_of_file on projects_of_file.project_key = valid_rows.project_key
join employee on employee.nip = valid_rows.nip
group by projects_of_file.project_id, employee.employee_id
order by min(row_id);

drop table projects_of_file;
drop table former_projects;
