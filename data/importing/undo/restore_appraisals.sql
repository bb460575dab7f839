-- Brings back the appraisals that an import replaced.
-- Parameters  $batch_id bigint
insert into appraisal (
    appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id,
    position_id, position_class, job_family, grade, grade_group, employment_type, work_result,
    behaviour, score, score_scale, predicate, set_on, feedback_text, batch_id, row_number
)
select
    appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id,
    position_id, position_class, job_family, grade, grade_group, employment_type, work_result,
    behaviour, score, score_scale, predicate, set_on, feedback_text, batch_id, row_number
from appraisal_history
where ended_by_batch = $batch_id and ended_how = 'replaced'
order by appraisal_id;

insert into appraisal_item (appraisal_id, item, level, scale_low, scale_high)
with items as (
    select
        appraisal_id,
        unnest(from_json(items, '[{"item":"VARCHAR","level":"DOUBLE","low":"DOUBLE","high":"DOUBLE"}]'))
            as one
    from appraisal_history
    where ended_by_batch = $batch_id and ended_how = 'replaced' and items is not null
)
select appraisal_id, one.item, one.level, one.low, one.high from items order by appraisal_id;

-- What is in force again is no former value.
delete from appraisal_history where ended_by_batch = $batch_id and ended_how = 'replaced';
