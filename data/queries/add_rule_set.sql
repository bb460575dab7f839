-- Adds a rule set unless one with this id is there.
-- Parameters  $rule_set_id text, $valid_from text (ISO date), $name text, $content text (JSON)
insert into rule_set (rule_set_id, valid_from, name, content)
select $rule_set_id, $valid_from::date, $name, $content
where not exists (select 1 from rule_set where rule_set_id = $rule_set_id);
