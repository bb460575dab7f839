-- Which levels does no synonym explain (R3.3, R3.4)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'level';
