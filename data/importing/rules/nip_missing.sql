-- Which rows name nobody?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'nip' as field, null::text as value, null::text as detail
from checked
where nip is null;
