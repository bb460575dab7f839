-- Appends one audit event.
-- Parameters  one per column
insert into audit_event (
    event_id, happened_at, actor, via, action, object_kind, object_id,
    before_value, after_value, reason, previous_hash, hash
) values (
    $event_id, $happened_at, $actor, $via, $action, $object_kind, $object_id,
    $before_value, $after_value, $reason, $previous_hash, $hash
);
