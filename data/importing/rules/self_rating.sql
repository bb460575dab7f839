-- Whose superior is the person?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'rater_nip' as field, rater_nip as value, null::text as detail
from checked
where rater_nip = nip and rater_role in ('superior', 'acting');
