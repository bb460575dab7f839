-- Inserts the invented rows of assignment; read from the registered table `made`.
insert into assignment (
    employee_id, agency_code, unit_id, position_id, assignment_kind, grade, grade_since,
    position_since, superior_id, effective_from, effective_to
)
select
    employee_id, agency_code, unit_id, position_id, assignment_kind, grade, grade_since,
    position_since, superior_id, effective_from, effective_to
from made;
