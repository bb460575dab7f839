-- Which credit points are no number, or less than nothing?
-- Columns     row_id bigint, field text, value text, detail text
with numbers as (
    unpivot (select row_id, points, cumulated from checked)
    on points, cumulated
    into name field value number
)
select row_id, field, value, null::text as detail
from unread
where problem in ('points', 'cumulated')
union all
select row_id, field, number::text as value, null::text as detail
from numbers
where number < 0;
