-- Which rows name no rater?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'rater_nip' as field, null::text as value, null::text as detail
from checked
where rater_nip is null and rater_role <> 'self';
