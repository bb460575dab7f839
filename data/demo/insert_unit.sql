-- Inserts the invented rows of unit; read from the registered table `made`.
insert into unit (
    unit_id, agency_code, name, name_key, unit_kind
)
select
    unit_id, agency_code, name, name_key, unit_kind
from made;
