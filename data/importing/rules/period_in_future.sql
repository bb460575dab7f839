-- Which periods end after today?
-- Columns     row_id bigint, field text, value text, detail text
-- Parameters  $today date
with spans as (
    select
        row_id, period_code,
        case
            when length(period_code) = 4 then make_date(period_code::integer, 12, 31)
            when contains(period_code, 'Q')
                then last_day(make_date(period_code[1:4]::integer, 3 * period_code[7:7]::integer, 1))
            else last_day(make_date(period_code[1:4]::integer, period_code[6:7]::integer, 1))
        end as ends_on
    from checked
    where period_code is not null
)
select row_id, 'year' as field, period_code as value, null::text as detail
from spans
where ends_on > $today::date;
