-- Writes name, attendees and state of a calibration draft anew.
-- Parameters  $calibration_id, $version bigint, $name, $attendees, $state text, $now timestamp
update calibration set
    name = $name, attendees = $attendees, state = $state, version = $version, changed_at = $now,
    closed_at = case when $state = 'closed' then $now::timestamp end
where calibration_id = $calibration_id;
