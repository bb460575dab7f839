-- Which rows name nobody? An agency may state that it has no sanctions; that names the agency.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'nip' as field, null::text as value, null::text as detail
from checked
where nip is null
    and not coalesce(sanction_level = 'none' and agency_key is not null and name is null, false);
