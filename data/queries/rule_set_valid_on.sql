-- Which rule set judges a period?
-- Grain       one row, none without a rule set that early
-- Columns     rule_set_id text, valid_from date, name text, content text
-- Parameters  $on date
-- Why         a period is judged by the set valid on its last day; before the first set, the first
select rule_set_id, valid_from, name, content
from rule_set
order by valid_from <= $on desc, case when valid_from <= $on then valid_from end desc, valid_from
limit 1;
