-- Inserts the invented rows of agency_result; read from the registered table `made`.
insert into agency_result (
    agency_code, period_code, agency_predicate, satisfaction_index
)
select
    agency_code, period_code, agency_predicate, satisfaction_index
from made;
