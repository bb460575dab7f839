-- Which classes of a post does no synonym explain? Its title may say it.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'position_class';
