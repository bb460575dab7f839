-- What is a calibration draft about, and in which state is it?
-- Grain       one row, or none
-- Columns     calibration_id bigint, owner text, name text, period_code text, agency_code text,
--             unit_id bigint, state text, attendees text, version bigint
-- Parameters  $agencies text[] (from the scope), $calibration_id bigint
-- Why         for the writes alone, inside their transaction
select calibration_id, owner, name, period_code, agency_code, unit_id, state, attendees, version
from calibration
where calibration_id = $calibration_id
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code));
