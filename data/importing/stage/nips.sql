-- What does each number of a person say (rules.md R15.1–R15.3)?
-- Reads       rows (nip, rater_nip, superior_nip, member_nip where the kind has them) as `numbers`
-- Creates     nip_facts: nip text, nip_state text (ok, digits_lost, format), birth_date date,
--             sex text, employment_type text
create or replace temp table nip_facts as
with different as (
    select distinct nip from numbers where nip is not null
),
parts as (
    select
        nip,
        regexp_full_match(nip, '[0-9]{18}') as is_18_digits,
        try_strptime(nip[1:8], '%Y%m%d')::date as birth_date,
        try_cast(nip[9:12] as integer) as first_year,
        try_cast(nip[13:14] as integer) as first_month,
        nip[15:15] as sex_digit,
        nip[16:18] as serial
    from different
),
judged as (
    select
        nip, birth_date, sex_digit, first_month,
        case
            when is_18_digits and serial = '000' then 'digits_lost'
            when not coalesce(is_18_digits, false) then 'format'
            when birth_date is null or strftime(birth_date, '%Y%m%d') <> nip[1:8] then 'format'
            when sex_digit not in ('1', '2') or first_month = 0 then 'format'
            -- R15.2: 16 to 60 years old, and not in the future. Numbers of an agreement (R15.3)
            -- stand where others have the month; there only the year is known.
            when first_month <= 12 then case
                when make_date(first_year, first_month, 1) > $today then 'format'
                when make_date(first_year, first_month, 1) < birth_date then 'format'
                when date_diff('month', date_trunc('month', birth_date)::date,
                    make_date(first_year, first_month, 1)) not between 16 * 12 and 60 * 12 + 11
                    then 'format'
                else 'ok'
            end
            when first_year > year($today::date) then 'format'
            when first_year - year(birth_date) not between 16 and 61 then 'format'
            else 'ok'
        end as nip_state
    from parts
)
select
    nip, nip_state,
    case when nip_state = 'ok' then birth_date end as birth_date,
    case when nip_state = 'ok' then if(sex_digit = '1', 'male', 'female') end as sex,
    case when nip_state = 'ok' then if(first_month > 12, 'pppk', 'pns') end as employment_type
from judged;
