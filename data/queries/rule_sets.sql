-- Which rule sets does the store hold, and which has a person put there?
-- Grain       one row per rule set, oldest first
-- Columns     rule_set_id text, valid_from date, name text, content text, is_corrected boolean
-- Why         a set nobody corrected follows the program that ships it
select
    rule_set.rule_set_id,
    rule_set.valid_from,
    rule_set.name,
    rule_set.content,
    exists (
        select 1
        from audit_event
        where audit_event.action = 'import_rule_set'
            and audit_event.object_id = rule_set.rule_set_id
    ) as is_corrected
from rule_set
order by rule_set.valid_from, rule_set.rule_set_id;
