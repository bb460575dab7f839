-- Which rows say different things about the same key?
-- Columns     row_id bigint, field text, value text, detail text (number of rows with the key)
-- Why         rows that are wrong in themselves are left out: they say nothing
with sound as (
    select row_id, row_key, row_values
    from checked
    where row_key is not null and row_id not in (select row_id from rejected)
),
keys as (
    select row_key, count(*) as n_rows
    from sound
    group by row_key
    having count(*) > 1 and count(distinct row_values) > 1
)
select sound.row_id, null::text as field, null::text as value, keys.n_rows::text as detail
from sound
join keys on keys.row_key = sound.row_key;
