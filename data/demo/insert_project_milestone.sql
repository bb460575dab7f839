-- Inserts the invented rows of project_milestone; read from the registered table `made`.
insert into project_milestone (
    project_id, name, planned_on, real_on
)
select
    project_id, name, planned_on, real_on
from made;
