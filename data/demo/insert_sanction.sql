-- Inserts the invented rows of sanction; read from the registered table `made`.
insert into sanction (
    employee_id, agency_code, level, sanction_kind, starts_on, ends_on, decree_on
)
select employee_id, agency_code, level, sanction_kind, starts_on, ends_on, decree_on
from made;
