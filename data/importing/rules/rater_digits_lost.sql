-- Which raters' numbers lost their last digits in a spreadsheet (R15.2)?
-- Columns     row_id bigint, field text, value text, detail text
-- Why         two raters would become one; taken as an external id nobody would see it
select row_id, 'rater_nip' as field, rater_nip as value, null::text as detail
from checked
where rater_state = 'digits_lost';
