-- What does a calibration draft say about each person now?
-- Grain       one row per person somebody touched in the draft
-- Columns     employee_id bigint, current_predicate text (of the result when it was written),
--             proposed_predicate text, reason text, is_discussed boolean, version bigint,
--             changed_at timestamp, changed_by text
-- Parameters  $agencies text[], $may_see_persons boolean (from the scope), $calibration_id bigint
select
    calibration_change.employee_id, current_predicate, proposed_predicate, reason, is_discussed,
    calibration_change.version, calibration_change.changed_at, changed_by
from calibration_change
join calibration on calibration.calibration_id = calibration_change.calibration_id
where $may_see_persons
    and calibration.calibration_id = $calibration_id
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
qualify row_number() over (partition by calibration_change.employee_id order by change_id desc) = 1
order by calibration_change.employee_id;
