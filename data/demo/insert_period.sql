-- Inserts the invented rows of period; read from the registered table `made`.
insert into period (
    period_code, kind, year, starts_on, ends_on, due_on, status
)
select
    period_code, kind, year, starts_on, ends_on, due_on, status
from made;
