-- The rows of a list of credit points with all that the rules and the commit need.
-- Reads       rows, nip_facts
-- Creates     checked; first_on and last_on are the days that the points are about
create or replace temp table checked as
with spans as (
    select
        rows.* exclude (period_code, credit_kind),
        period_code as stated_period,
        case
            when length(period_code) = 4 then make_date(period_code::integer, 1, 1)
            when contains(period_code, 'Q')
                then make_date(period_code[1:4]::integer, 3 * period_code[7:7]::integer - 2, 1)
            when period_code is not null
                then make_date(period_code[1:4]::integer, period_code[6:7]::integer, 1)
        end as period_from,
        case
            when length(period_code) = 4 then 12 when contains(period_code, 'Q') then 3 else 1
        end as period_months,
        coalesce(
            credit_kind,
            case
                when is_integration = 'yes' then 'integration'
                when is_first = 'yes' then 'base'
                else 'conversion'
            end
        ) as credit_kind
    from rows
),
dated as (
    select
        spans.*,
        coalesce(
            credit_from, try_cast(format('{}-{:02d}-01', start_year, start_month) as date), period_from
        ) as first_on,
        coalesce(
            credit_to, last_day(try_cast(format('{}-{:02d}-01', end_year, end_month) as date)),
            last_day((period_from + to_months(period_months - 1))::date),
            -- A sum, or what was brought along, stands for the day it was decreed.
            case when points is null or credit_kind <> 'conversion' then decree_on end
        ) as last_on
    from spans
)
select
    dated.*,
    coalesce(credit_level, credit_position) as functional_level,
    person.nip_state,
    person.employment_type,
    null::text as education,
    null::text as period_code,
    null::text as agency,
    null::text as agency_key,
    case
        when person.nip_state = 'ok' then concat_ws(
            '|', dated.nip, if(points is null, 'cumulated', credit_kind),
            coalesce(first_on::text, '-'), coalesce(last_on::text, '-')
        )
    end as row_key,
    concat_ws(
        '|', coalesce(points::text, '-'), coalesce(cumulated::text, '-'),
        coalesce(credit_level, credit_position, '-'), coalesce(decree_number, '-'),
        coalesce(decree_on::text, '-')
    ) as row_values
from dated
left join nip_facts as person on person.nip = dated.nip;
