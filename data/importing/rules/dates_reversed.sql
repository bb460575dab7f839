-- Where does the last day lie before the first?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, null::text as field, last_on::text as value, first_on::text as detail
from checked
where last_on < first_on;
