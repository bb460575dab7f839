-- Which names differ from the first one seen for the NIP, titles, case and punctuation aside?
-- Columns     row_id bigint, field text, value text, detail text
-- Why         a name the store knows was seen before the file
with sound as (
    select row_id, nip, name, name_key
    from checked
    where nip_state = 'ok' and name_key is not null
        and row_id not in (select row_id from rejected)
),
seen as (
    select nip, name_key, row_id as seen_at from sound
    union all
    select nip, name_key, -1 as seen_at from stored_names
),
firsts as (
    select nip, arg_min(name_key, seen_at) as first_key from seen group by nip
)
select sound.row_id, 'name' as field, sound.name as value, null::text as detail
from sound
join firsts on firsts.nip = sound.nip
where sound.name_key <> firsts.first_key;
