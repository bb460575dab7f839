-- Which kinds of credit points does no synonym explain (R6.6)? They count as conversion.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'credit_kind';
