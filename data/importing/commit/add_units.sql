-- Adds units that a file names for the first time.
-- Reads       valid_rows, agency_spelling
-- Parameters  $batch_id bigint
create or replace temp table units_of_file as
select agency_spelling.agency_code, valid_rows.unit_key as name_key, arg_min(unit, row_id) as name
from valid_rows
join agency_spelling on agency_spelling.spelling_key = valid_rows.agency_key
where unit_key is not null
group by all;

insert into unit (unit_id, agency_code, name, name_key, batch_id)
select
    (select coalesce(max(unit_id), 0) from unit)
        + row_number() over (order by agency_code, name_key),
    agency_code, name, name_key, $batch_id
from units_of_file
where not exists (
    select 1 from unit
    where unit.agency_code = units_of_file.agency_code and unit.name_key = units_of_file.name_key
);

drop table units_of_file;
