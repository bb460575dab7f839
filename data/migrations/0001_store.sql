-- What kind of store this is, who changed what, and the summaries' version.

-- One row per fact about the store itself: demo (yes/no), seed, created_at, audit_head, n_audit_events.
create table store_info (
    key text not null,
    value text
);

-- Append-only. hash covers the event's fields and the previous event's hash (data/audit.py).
create table audit_event (
    event_id bigint not null,
    happened_at timestamp not null,      -- UTC
    actor text not null,                 -- account or operating-system user
    via text not null,                   -- dashboard, command, start
    action text not null,                -- import, undo, merge_agencies, backup, …
    object_kind text not null,
    object_id text,
    before_value text,                   -- JSON
    after_value text,                    -- JSON
    reason text,
    previous_hash text not null,
    hash text not null
);

-- One version of the numbers of the rules; a period is judged by the version valid on its last day.
create table rule_set (
    rule_set_id text not null,           -- valid_from as ISO date
    valid_from date not null,
    name text not null,
    content text not null                -- JSON, as shipped in analytics/rules or corrected
);
