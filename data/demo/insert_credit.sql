-- Inserts the invented rows of credit; read from the registered table `made`.
insert into credit (employee_id, credit_kind, from_on, to_on, points, functional_level)
select employee_id, credit_kind, from_on, to_on, points, functional_level
from made;
