-- Gives the rows of a file their people, offices and a number of their own.
-- Reads       valid_rows, employee, agency_spelling, unit, position
-- Creates     placed
-- Why         only what add_appraisals.sql takes: names and offices would double the memory of the sort
create or replace temp table placed as
with raters as (
    select employee_id, coalesce(nip, external_rater_id) as rater_key from employee
),
first_positions as (
    select title_key, min(position_id) as position_id from position group by title_key
)
select
    nextval('appraisal_id_sequence') as appraisal_id,
    valid_rows.row_number, valid_rows.rater_role, valid_rows.period_code, valid_rows.job_family,
    valid_rows.grade, valid_rows.grade_group, valid_rows.employment_type, valid_rows.work_result,
    valid_rows.behaviour, valid_rows.score, valid_rows.score_scale, valid_rows.predicate,
    valid_rows.set_on, valid_rows.feedback_text,
    item_service_oriented, item_accountable, item_competent, item_harmonious, item_loyal,
    item_adaptive, item_collaborative, item_integrity, item_commitment, item_discipline,
    item_cooperation, item_leadership, item_initiative,
    person.employee_id,
    rater.employee_id as rater_id,
    agency_spelling.agency_code,
    unit.unit_id,
    first_positions.position_id,
    coalesce(valid_rows.position_class, position.position_class) as position_class
from valid_rows
join employee as person on person.nip = valid_rows.nip
left join raters as rater
    on rater.rater_key = valid_rows.rater_nip
left join agency_spelling on agency_spelling.spelling_key = valid_rows.agency_key
left join unit
    on unit.agency_code = agency_spelling.agency_code and unit.name_key = valid_rows.unit_key
left join first_positions on first_positions.title_key = valid_rows.position_key
left join position on position.position_id = first_positions.position_id
order by valid_rows.row_id;
