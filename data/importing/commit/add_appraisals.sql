-- Writes the appraisals of a file and their items.
-- Reads       placed, item_scale (scale_low, scale_high)
-- Parameters  $batch_id bigint
insert into appraisal (
    appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id,
    position_id, position_class, job_family, grade, grade_group, employment_type, work_result,
    behaviour, score, score_scale, predicate, set_on, feedback_text, batch_id, row_number
)
select
    appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id,
    position_id, position_class, job_family, grade, grade_group, employment_type, work_result,
    behaviour, score, if(score is null, null, score_scale), predicate, set_on, feedback_text,
    $batch_id, row_number
from placed
order by appraisal_id;

insert into appraisal_item (appraisal_id, item, level, scale_low, scale_high)
with items as (
    unpivot (
        select
            appraisal_id, item_service_oriented as service_oriented,
            item_accountable as accountable, item_competent as competent,
            item_harmonious as harmonious, item_loyal as loyal, item_adaptive as adaptive,
            item_collaborative as collaborative, item_integrity as integrity,
            item_commitment as commitment, item_discipline as discipline,
            item_cooperation as cooperation, item_leadership as leadership,
            item_initiative as initiative
        from placed
    )
    on service_oriented, accountable, competent, harmonious, loyal, adaptive, collaborative,
        integrity, commitment, discipline, cooperation, leadership, initiative
    into name item value level
),
-- One scale a file: the narrowest usual one that holds all of its levels.
bounds as (
    select
        case when min(level) >= 1 and max(level) <= 10 then 1 else 0 end as scale_low,
        case
            when max(level) <= 3 and min(level) >= 1 then 3
            when max(level) <= 5 then 5
            when max(level) <= 10 then 10
            when max(level) <= 100 then 100
            else 120
        end as scale_high
    from items
)
select items.appraisal_id, items.item, items.level, bounds.scale_low, bounds.scale_high
from items
cross join bounds
order by items.appraisal_id, items.item;
