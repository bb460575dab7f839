-- The ids of a ratings table as codes: the place of each text among the sorted texts.
-- Makes       employee_id, rater_id, unit_id: raw as in the table, text, code integer, is_first
-- Why         ids that look alike (' 7' and '7', 7.0 and 7) are one; blank ones are none; a text
--             stands in memory once an id, never once a rating

create or replace macro id_text(raw) as trim(
    case
        when typeof(raw) in ('DOUBLE', 'FLOAT') and try_cast(raw as double) = floor(try_cast(raw as double))
            -- nothing for what is no number
            then try_cast(try_cast(raw as double) as hugeint)::varchar
        else raw::varchar
    end,
    e' \t\n\r\x0b\x0c'
);

create or replace macro is_id(raw) as coalesce(id_text(raw), '') <> '';

create or replace table employee_id as
with named as (
    select raw, id_text(raw) as text from (select distinct employee as raw from given)
)
select
    raw,
    text,
    (dense_rank() over by_text - 1)::integer as code,
    lag(text) over by_text is distinct from text as is_first
from named
where text <> ''
window by_text as (order by text);

create or replace table rater_id as
with named as (
    select raw, id_text(raw) as text from (select distinct rater as raw from given)
)
select
    raw,
    text,
    (dense_rank() over by_text - 1)::integer as code,
    lag(text) over by_text is distinct from text as is_first
from named
where text <> ''
window by_text as (order by text);

create or replace table unit_id as
with named as (
    select raw, id_text(raw) as text from (select distinct unit as raw from given)
)
select
    raw,
    text,
    (dense_rank() over by_text - 1)::integer as code,
    lag(text) over by_text is distinct from text as is_first
from named
where text <> ''
window by_text as (order by text);
