-- Which credit points of a person speak of days that an earlier row speaks of too?
-- Columns     row_id bigint, field text, value text, detail text
-- Why         a year beside its quarters would be counted twice; both go in as given
with spans as (
    select row_id, row_number, nip, first_on, last_on
    from checked
    where nip_state = 'ok' and credit_kind = 'conversion' and points is not null
        and first_on <= last_on
        and row_id not in (select row_id from rejected)
        and row_id not in (select row_id from skipped)
)
select
    later.row_id, 'points' as field, later.first_on::text as value,
    min(earlier.row_number)::text as detail
from spans as later
join spans as earlier
    on earlier.nip = later.nip and earlier.row_id < later.row_id
    and earlier.first_on <= later.last_on and earlier.last_on >= later.first_on
group by later.row_id, later.first_on;
