-- Adds agencies that a file names for the first time, each under the spelling it came with.
-- Reads       new_agencies (agency_code, name, spelling_key)
-- Parameters  $batch_id bigint
insert into agency (agency_code, name, batch_id)
select agency_code, name, $batch_id from new_agencies order by agency_code;

insert into agency_spelling (spelling_key, spelling, agency_code, batch_id)
select spelling_key, name, agency_code, $batch_id from new_agencies order by agency_code;
