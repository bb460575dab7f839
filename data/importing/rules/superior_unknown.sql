-- Which superiors' numbers are no NIP (R15.2, R15.3)? The post goes in without a superior.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'superior_nip' as field, superior_nip as value, null::text as detail
from checked
where superior_state <> 'ok';
