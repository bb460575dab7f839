-- Adds an empty calibration draft and returns its number.
-- Parameters  $owner, $name, $period, $agency text, $unit_id bigint, $now timestamp
insert into calibration (
    calibration_id, owner, name, period_code, agency_code, unit_id, created_at, changed_at
)
select nextval('calibration_id_sequence'), $owner, $name, $period, $agency, $unit_id, $now, $now
returning calibration_id;
