-- Which service indices are no number from 0 to 100?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'number'
union all
select row_id, 'satisfaction_index' as field, satisfaction_index::text as value, '100' as detail
from checked
where satisfaction_index not between 0 and 100;
