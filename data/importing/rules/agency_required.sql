-- Which rows speak of no agency?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'agency' as field, null::text as value, null::text as detail
from checked
where agency_key is null;
