-- Which rows have no readable period?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, nullif(value, '') as value, null::text as detail
from unread
where problem = 'period';
