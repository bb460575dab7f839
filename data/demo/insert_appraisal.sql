-- Inserts the invented rows of appraisal; read from the registered table `made`.
insert into appraisal (
    appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id,
    position_id, position_class, job_family, grade, grade_group, employment_type,
    work_result, behaviour, score, predicate, set_on, feedback_text, score_scale
)
select
    appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id,
    position_id, position_class, job_family, grade, grade_group, employment_type,
    work_result, behaviour, score, predicate, set_on, feedback_text, 100
from made;

-- The sequence goes on behind the ids given here.
create temp table taken_ids as select nextval('appraisal_id_sequence') as id from made;
drop table taken_ids;
