-- Which changes were made, oldest first?
-- Grain       one row per event
-- Columns     event_id bigint, happened_at timestamp, actor text, via text, action text,
--             object_kind text, object_id text, before_value text, after_value text, reason text,
--             previous_hash text, hash text
select
    event_id, happened_at, actor, via, action, object_kind, object_id,
    before_value, after_value, reason, previous_hash, hash
from audit_event
order by event_id;
