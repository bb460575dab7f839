-- Which sanctions have no level: no synonym explains the cell, and the kind does not imply one?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'sanction_level'
union all
select row_id, 'sanction_level' as field, null::text as value, null::text as detail
from checked
where sanction_level is null
    and row_id not in (select row_id from unread where problem = 'sanction_level');
