-- Inserts the invented rows of agency; read from the registered table `made`.
insert into agency (
    agency_code, name, agency_kind
)
select
    agency_code, name, agency_kind
from made;

insert into agency_spelling (spelling_key, spelling, agency_code)
select name_key, name, agency_code from made;
