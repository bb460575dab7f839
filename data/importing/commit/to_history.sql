-- Moves appraisals into the history.
-- Reads       leaving (appraisal_id)
-- Parameters  $ended_by bigint, $ended_how text, $ended_at timestamp
insert into appraisal_history (
    appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id,
    position_id, position_class, job_family, grade, grade_group, employment_type, work_result,
    behaviour, score, score_scale, predicate, set_on, feedback_text, batch_id, row_number, items,
    ended_by_batch, ended_how, ended_at
)
with levels as (
    select
        appraisal_id,
        to_json(list({'item': item, 'level': level, 'low': scale_low, 'high': scale_high}
            order by item)) as items
    from appraisal_item
    where appraisal_id in (select appraisal_id from leaving)
    group by appraisal_id
)
select
    appraisal.appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id,
    position_id, position_class, job_family, grade, grade_group, employment_type, work_result,
    behaviour, score, score_scale, predicate, set_on, feedback_text, batch_id, row_number,
    levels.items, $ended_by, $ended_how, $ended_at::timestamp
from appraisal
left join levels on levels.appraisal_id = appraisal.appraisal_id
where appraisal.appraisal_id in (select appraisal_id from leaving)
order by appraisal.appraisal_id;

delete from appraisal_item where appraisal_id in (select appraisal_id from leaving);

delete from appraisal where appraisal_id in (select appraisal_id from leaving);
