-- Which raters have an id that is no NIP (R15.4)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'rater_nip' as field, rater_nip as value, null::text as detail
from checked
where rater_state = 'format';
