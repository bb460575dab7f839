-- Puts a rule set in the place of the one with its id, or adds it.
-- Parameters  $rule_set_id text, $valid_from text (ISO date), $name text, $content text (JSON)
delete from rule_set where rule_set_id = $rule_set_id;
insert into rule_set (rule_set_id, valid_from, name, content)
select $rule_set_id, $valid_from::date, $name, $content;
