-- Which moderate or severe sanctions have no last day, stated or by their kind (R10.1)?
-- Columns     row_id bigint, field text, value text, detail text
-- Why         a dismissal has none; light ones block nothing
with unread_length as (
    select row_id, field, value
    from unread
    where problem in ('sanction_years', 'sanction_months')
)
select row_id, field, value, null::text as detail
from unread_length
union all
select row_id, 'sanction_to' as field, null::text as value, null::text as detail
from checked
where last_on is null and first_on is not null and sanction_level in ('moderate', 'severe')
    and sanction_kind is distinct from 'dismissal'
    and row_id not in (select row_id from unread_length)
    and row_id not in (select row_id from unread where field = 'sanction_to');
