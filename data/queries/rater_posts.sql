-- What is each rater's post, agency and unit?
-- Grain       one row per rater
-- Columns     rater_id bigint, position_title text, agency_code text, unit_id bigint
-- Why         for the run alone. The post of the people master that is held now, the definitive one
--             first; without one that of the rater's own latest appraisal
with raters as (
    select distinct rater_id from appraisal where rater_id is not null
),
in_master as (
    select assignment.employee_id as rater_id, position.title, assignment.agency_code,
        assignment.unit_id
    from assignment
    join raters on raters.rater_id = assignment.employee_id
    left join position on position.position_id = assignment.position_id
    qualify row_number() over (
        partition by assignment.employee_id
        order by
            assignment.effective_to is null desc,
            assignment.assignment_kind = 'definitive' desc,
            assignment.effective_from desc nulls last,
            assignment.agency_code, assignment.unit_id
    ) = 1
),
own as (
    select appraisal.employee_id as rater_id, position.title, appraisal.agency_code,
        appraisal.unit_id
    from appraisal
    join raters on raters.rater_id = appraisal.employee_id
    join period on period.period_code = appraisal.period_code
    left join position on position.position_id = appraisal.position_id
    qualify row_number() over (
        partition by appraisal.employee_id
        order by period.ends_on desc, period.kind, appraisal.appraisal_id desc
    ) = 1
)
select
    raters.rater_id,
    coalesce(in_master.title, own.title) as position_title,
    coalesce(in_master.agency_code, own.agency_code) as agency_code,
    case when in_master.agency_code is not null then in_master.unit_id else own.unit_id end
        as unit_id
from raters
left join in_master on in_master.rater_id = raters.rater_id
left join own on own.rater_id = raters.rater_id
order by raters.rater_id;
