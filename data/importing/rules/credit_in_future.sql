-- Which credit points are of days to come?
-- Columns     row_id bigint, field text, value text, detail text
-- Parameters  $today date
select row_id, 'credit_to' as field, last_on::text as value, null::text as detail
from checked
where last_on > $today::date;
