-- Inserts the invented rows of employee; read from the registered table `made`.
insert into employee (
    employee_id, nip, external_rater_id, name, sex, birth_date, education, employment_type
)
select
    employee_id, nip, external_rater_id, name, sex, birth_date, education, employment_type
from made;
