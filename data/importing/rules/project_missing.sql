-- Which rows belong to no project?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'project_code' as field, null::text as value, null::text as detail
from checked
where project_key is null;
