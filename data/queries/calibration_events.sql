-- What happened to a calibration draft itself: made, renamed, attendees written down, closed?
-- Grain       one row per event, the newest first
-- Columns     happened_at timestamp, actor text, action text, before_value text, after_value text
-- Parameters  $agencies text[], $may_see_persons boolean (from the scope), $calibration_id bigint
-- Why         changes of predicates are in calibration_changes.sql
select happened_at, actor, action, before_value, after_value
from audit_event
where $may_see_persons
    and object_kind = 'calibration'
    and action <> 'propose_predicates'
    and object_id = $calibration_id::bigint::text
    and exists (
        select 1 from calibration
        where calibration_id = $calibration_id
            and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    )
order by event_id desc;
