-- Which functional levels does no synonym explain (rules.md 6)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'credit_level';
