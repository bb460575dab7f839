-- Which numbers are none, which qualities outside 0 to 100, which costs below nothing?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'number'
union all
select row_id, 'verified_quality' as field, verified_quality::text as value, '100' as detail
from checked
where verified_quality not between 0 and 100
union all
select row_id, 'planned_cost' as field, least(planned_cost, real_cost)::text, null
from checked
where least(planned_cost, real_cost) < 0;
