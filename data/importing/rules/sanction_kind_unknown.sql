-- Which kinds of a sanction does no synonym explain (R10)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'sanction_kind';
