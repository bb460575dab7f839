-- Which people could a project give a further rater?
-- Grain       one row per person in a project that also has people of another superior
-- Columns     employee_id bigint
-- Why         for the run alone; the superior is the one of the person's latest result
with superiors as (
    select result.employee_id, result.rater_id
    from result
    join period on period.period_code = result.period_code
    where result.rater_id is not null
    qualify row_number() over (
        partition by result.employee_id
        order by period.ends_on desc, period.kind, result.appraisal_id desc
    ) = 1
),
members as (
    select distinct project_member.project_id, superiors.employee_id, superiors.rater_id
    from project_member
    join superiors on superiors.employee_id = project_member.employee_id
)
select distinct members.employee_id
from members
where exists (
    select 1 from members as others
    where others.project_id = members.project_id and others.rater_id <> members.rater_id
)
order by members.employee_id;
