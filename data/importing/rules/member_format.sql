-- Which members' numbers are no NIP (R15.2, R15.3)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'member_nip' as field, member_nip as value, null::text as detail
from checked
where nip_state = 'format';
