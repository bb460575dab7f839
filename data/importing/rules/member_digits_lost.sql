-- Which members' numbers lost their last digits in a spreadsheet (R15.2)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'member_nip' as field, member_nip as value, null::text as detail
from checked
where nip_state = 'digits_lost';
