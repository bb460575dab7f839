-- The rows of a list of sanctions with all that the rules and the commit need.
-- Reads       rows, nip_facts
-- Creates     checked; a row without a person is an agency's statement that it has no others
create or replace temp table checked as
with implied as (
    select
        rows.*, rows.sanction_level as stated_level,
        case
            when sanction_kind in ('oral_warning', 'written_warning', 'statement_of_dissatisfaction')
                then 'light'
            when starts_with(sanction_kind, 'allowance_cut_') then 'moderate'
            when sanction_kind is not null then 'severe'
        end as level_by_kind,
        -- How long it lasts: as stated, else as PP 94/2021 pasal 8 has it.
        coalesce(
            12 * coalesce(sanction_years, 0) + sanction_months, 12 * sanction_years,
            case
                when starts_with(sanction_kind, 'allowance_cut_')
                    then try_cast(replace(sanction_kind, 'allowance_cut_', '') as integer)
                when sanction_kind in ('demotion', 'release') then 12
            end
        )::integer as n_months
    from rows
),
dated as (
    select
        implied.* exclude (sanction_level),
        coalesce(stated_level, level_by_kind) as sanction_level,
        sanction_from as first_on,
        -- The last day belongs to the sanction: six months from 1 February end on 31 July.
        coalesce(
            sanction_to,
            case when n_months > 0 then (sanction_from + to_months(n_months) - interval 1 day)::date end
        ) as last_on
    from implied
)
select
    dated.*,
    person.nip_state,
    person.employment_type,
    null::text as education,
    null::text as period_code,
    case
        when dated.nip is null then 'agency|' || agency_key
        when person.nip_state = 'ok' then concat_ws('|', dated.nip, coalesce(first_on::text, '-'))
    end as row_key,
    concat_ws(
        '|', coalesce(sanction_level, '-'), coalesce(sanction_kind, '-'),
        coalesce(last_on::text, '-'), coalesce(decree_number, '-'), coalesce(decree_on::text, '-'),
        coalesce(agency_key, '-')
    ) as row_values
from dated
left join nip_facts as person on person.nip = dated.nip;
