-- Which of these rule sets does the store not have yet?
-- Grain       one row per missing set
-- Columns     rule_set_id text
-- Parameters  $ids text[]
select wanted.rule_set_id
from (select unnest($ids::text[]) as rule_set_id) as wanted
where wanted.rule_set_id not in (select rule_set_id from rule_set)
order by wanted.rule_set_id;
