-- Who changed which rule set, when, and why?
-- Grain       one row per event about rule sets, the newest first
-- Columns     event_id bigint, happened_at timestamp, actor text, action text, rule_set_id text,
--             before_value text (JSON), after_value text (JSON), reason text
select
    event_id, happened_at, actor, action, object_id as rule_set_id, before_value, after_value,
    reason
from audit_event
where object_kind = 'rule_set' and action <> 'import_same_rule_set'
order by event_id desc;
