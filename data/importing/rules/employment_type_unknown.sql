-- Which types of employment does no synonym explain? The NIP says it.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'employment_type';
