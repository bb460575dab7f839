-- The rows of a people master with all that the rules and the commit need.
-- Reads       rows, nip_facts
-- Creates     checked
create or replace temp table checked as
with known as (
    select
        rows.* exclude (employment_type, grade, sex, birth_date, assignment_kind),
        person.nip_state,
        person.sex as nip_sex,
        person.birth_date as nip_birth_date,
        rows.sex as stated_sex,
        rows.birth_date as stated_birth_date,
        coalesce(rows.employment_type, person.employment_type) as employment_type,
        superior.nip_state as superior_state,
        coalesce(rows.assignment_kind, 'definitive') as assignment_kind,
        rows.grade as read_grade,
        null::text as period_code
    from rows
    left join nip_facts as person on person.nip = rows.nip
    left join nip_facts as superior on superior.nip = rows.superior_nip
),
graded as (
    select
        known.*,
        case
            when contains(read_grade, '/') or employment_type in ('pppk', 'pppk_part_time')
                or read_grade not in ('I', 'II', 'III', 'IV') then read_grade
        end as grade
    from known
)
select
    graded.*,
    case
        when nip_state = 'ok'
            then concat_ws('|', nip, assignment_kind, coalesce(effective_from::text, ''))
    end as row_key,
    concat_ws(
        '|', coalesce(agency_key, '-'), coalesce(unit_key, '-'), coalesce(position_key, '-'),
        coalesce(grade, '-'), coalesce(grade_since::text, '-'),
        coalesce(position_since::text, '-'), coalesce(superior_nip, '-'),
        coalesce(effective_to::text, '-'), coalesce(education, '-'),
        coalesce(employment_type, '-')
    ) as row_values
from graded;
