-- Which rows have neither a planned result nor an indicator?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'indicator' as field, null::text as value, null::text as detail
from checked
where work_result_plan is null and indicator is null;
