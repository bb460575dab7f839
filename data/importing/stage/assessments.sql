-- The rows of a list of assessments with all that the rules and the commit need.
-- Reads       rows, nip_facts
-- Creates     checked
create or replace temp table checked as
select
    rows.*,
    assessed_on as first_on,
    valid_until as last_on,
    person.nip_state,
    person.employment_type,
    null::text as education,
    null::text as period_code,
    null::text as agency,
    null::text as agency_key,
    case
        when person.nip_state = 'ok' then concat_ws('|', rows.nip, coalesce(assessed_on::text, '-'))
    end as row_key,
    concat_ws(
        '|', coalesce(valid_until::text, '-'), coalesce(technical::text, '-'),
        coalesce(managerial::text, '-'), coalesce(sociocultural::text, '-'),
        coalesce(competence_standard, '-'), coalesce(competence_test, '-'),
        coalesce(potential, '-'), coalesce(potential_score::text, '-'),
        coalesce(service_exam, '-'), coalesce(exam_exempt, '-'), coalesce(assessed_by, '-')
    ) as row_values
from rows
left join nip_facts as person on person.nip = rows.nip;
