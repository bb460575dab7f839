-- Which birth dates are none? The NIP says it.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'birth_date';
