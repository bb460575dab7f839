-- How was one person rated on each item, period by period?
-- Grain       one row per period with a result and item
-- Columns     period_code text, kind text, position_class text (of that time), rater_number bigint,
--             item text, item_level double, scale_low double, scale_high double
-- Parameters  $employee_id bigint (null: nobody, see employee_profile)
select
    result.period_code, period.kind, coalesce(result.position_class, position.position_class)
        as position_class,
    dense_rank() over (order by result.rater_id) as rater_number, appraisal_item.item,
    appraisal_item.level as item_level, appraisal_item.scale_low, appraisal_item.scale_high
from result
join period on period.period_code = result.period_code
join appraisal_item on appraisal_item.appraisal_id = result.appraisal_id
left join position on position.position_id = result.position_id
where result.employee_id = $employee_id
order by period.ends_on, appraisal_item.item;
