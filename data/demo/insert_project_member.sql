-- Inserts the invented rows of project_member; read from the registered table `made`.
insert into project_member (
    project_id, employee_id, role
)
select
    project_id, employee_id, role
from made;
