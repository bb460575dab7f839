-- Which credit points belong to no readable span of days?
-- Columns     row_id bigint, field text, value text, detail text
-- Why         points of a period need its first day too; a sum, or what was brought along, does not
with unread_part as (
    select row_id, field, value
    from unread
    where problem in ('start_month', 'start_year', 'end_month', 'end_year')
)
select row_id, field, value, null::text as detail
from unread_part
union all
select
    row_id, if(last_on is null, 'credit_to', 'credit_from') as field, stated_period as value,
    null::text as detail
from checked
where (last_on is null or (first_on is null and points is not null and credit_kind = 'conversion'))
    and row_id not in (select row_id from unread_part)
    and row_id not in (select row_id from unread where field in ('credit_from', 'credit_to'));
