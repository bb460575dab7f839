-- Which numbers of people lost their last digits in a spreadsheet (R15.2)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'nip' as field, nip as value, null::text as detail
from checked
where nip_state = 'digits_lost';
