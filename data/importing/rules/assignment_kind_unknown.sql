-- Which kinds of assignment does no synonym explain? They count as definitive.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'assignment_kind';
