-- Inserts the invented rows of project; read from the registered table `made`.
insert into project (
    project_id, project_code, name, agency_code, planned_start, planned_end, real_end,
    planned_cost, real_cost, verified_quality, verified_by, verified_on, state
)
select
    project_id, project_code, name, agency_code, planned_start, planned_end, real_end,
    planned_cost, real_cost, verified_quality, verified_by, verified_on, state
from made;
