-- Which sanctions have no first day?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'sanction_from' as field, null::text as value, null::text as detail
from checked
where first_on is null and sanction_level <> 'none'
    and row_id not in (select row_id from unread where field = 'sanction_from');
