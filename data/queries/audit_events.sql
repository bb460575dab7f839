-- Which changes were made, oldest first?
-- Grain       one row per event
-- Columns     as in audit_event
select
    event_id, happened_at, actor, via, action, object_kind, object_id,
    before_value, after_value, reason, previous_hash, hash
from audit_event
order by event_id;
