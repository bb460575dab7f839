-- Where does the column contradict the NIP (R15.2)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'sex' as field, stated_sex as value, nip_sex as detail
from checked
where stated_sex <> nip_sex;
