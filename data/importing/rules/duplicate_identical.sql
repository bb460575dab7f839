-- Which rows repeat an earlier one?
-- Columns     row_id bigint, field text, value text, detail text (row of the first one)
with placed as (
    select
        row_id,
        row_number() over (partition by row_key order by row_id) as place,
        first_value(row_number) over (partition by row_key order by row_id) as first_row
    from checked
    where row_key is not null and row_id not in (select row_id from rejected)
)
select row_id, null::text as field, null::text as value, first_row::text as detail
from placed
where place > 1;
