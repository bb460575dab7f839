-- The rows of a file of projects with all that the rules and the commit need.
-- Reads       rows, nip_facts
-- Creates     checked; a row is a line of a project, with a milestone, a member, both or neither
create or replace temp table checked as
select
    rows.*,
    rows.member_nip as nip,
    rows.member_name as name,
    person.nip_state,
    person.employment_type,
    null::text as education,
    null::text as period_code,
    coalesce(rows.project_code, rows.project_name) as project_key,
    concat_ws(
        '|', coalesce(rows.project_code, rows.project_name), coalesce(milestone, ''),
        coalesce(member_nip, member_name, '')
    ) as row_key,
    concat_ws(
        '|', coalesce(milestone_planned::text, '-'), coalesce(milestone_real::text, '-'),
        coalesce(member_role, '-'), coalesce(planned_end::text, '-'), coalesce(real_end::text, '-'),
        coalesce(planned_cost::text, '-'), coalesce(real_cost::text, '-'),
        coalesce(verified_quality::text, '-'), coalesce(state, '-')
    ) as row_values
from rows
left join nip_facts as person on person.nip = rows.member_nip;
