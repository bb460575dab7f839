-- Where does the column contradict the NIP (R15.2)?
-- Columns     row_id bigint, field text, value text, detail text
select
    row_id, 'birth_date' as field, stated_birth_date::text as value, nip_birth_date::text as detail
from checked
where stated_birth_date <> nip_birth_date;
