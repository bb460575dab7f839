-- Which assessments have no day? From it on they are valid.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'assessed_on' as field, null::text as value, null::text as detail
from checked
where assessed_on is null and row_id not in (select row_id from unread where field = 'assessed_on');
