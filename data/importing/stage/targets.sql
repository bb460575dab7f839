-- The rows of a file of targets with all that the rules and the commit need.
-- Reads       rows, nip_facts
-- Creates     checked
create or replace temp table checked as
select
    rows.*,
    person.nip_state,
    person.employment_type,
    null::text as education,
    case
        when person.nip_state = 'ok' and rows.period_code is not null then concat_ws(
            '|', rows.nip, rows.period_code, lower(coalesce(work_result_plan, '')),
            lower(coalesce(indicator, '')), coalesce(aspect, '')
        )
    end as row_key,
    concat_ws(
        '|', coalesce(target, '-'), coalesce(realised, '-'), coalesce(measure_unit, '-'),
        coalesce(due_on::text, '-'), coalesce(realised_on::text, '-'), coalesce(evidence, '-'),
        coalesce(data_source, '-'), coalesce(verified_by, '-')
    ) as row_values
from rows
left join nip_facts as person on person.nip = rows.nip;
