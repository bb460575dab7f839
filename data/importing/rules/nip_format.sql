-- Which numbers of people are none (R15.2, R15.3)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'nip' as field, nip as value, null::text as detail
from checked
where nip_state = 'format';
