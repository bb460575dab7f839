-- Which parts in a project does no synonym explain? They count as member.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'member_role';
