-- How are people of one kind of post rated on each item, all agencies together?
-- Grain       one row per period of the kind, item and scale with more people than the smallest group
-- Columns     period_code text, item text, scale_low double, scale_high double, n_people bigint,
--             mean_level double
-- Parameters  $period_kind, $position_class text (null: people whose kind of post is not known),
--             $smallest_group integer
-- Why         more, not as many: the person looked at is taken out before comparing
select
    result.period_code, appraisal_item.item, appraisal_item.scale_low, appraisal_item.scale_high,
    count(*) as n_people, avg(appraisal_item.level) as mean_level
from result
join period on period.period_code = result.period_code and period.kind = $period_kind
join appraisal_item on appraisal_item.appraisal_id = result.appraisal_id
left join position on position.position_id = result.position_id
where coalesce(result.position_class, position.position_class)
    is not distinct from $position_class::text
group by result.period_code, appraisal_item.item, appraisal_item.scale_low,
    appraisal_item.scale_high
having count(*) > $smallest_group::integer
order by result.period_code, appraisal_item.item;
