-- How was each person of one agency rated on each item, over all periods and by whom?
-- Grain       one row per appraisal with a rater and item
-- Columns     employee_id bigint, rater_id bigint, item text, item_level double, scale_low double,
--             scale_high double
-- Parameters  $agencies text[], $may_see_persons boolean (from the scope), $agency text
-- Why         every role of rater: those who share people link the others. About single people, so
--             only for readers who may see them
select
    appraisal.employee_id, appraisal.rater_id, appraisal_item.item,
    appraisal_item.level as item_level, appraisal_item.scale_low, appraisal_item.scale_high
from appraisal
join appraisal_item on appraisal_item.appraisal_id = appraisal.appraisal_id
where appraisal.agency_code = $agency
    and ($agencies::text[] is null or list_contains($agencies::text[], appraisal.agency_code))
    and $may_see_persons
    and appraisal.rater_id is not null
    and appraisal_item.level is not null
order by appraisal.appraisal_id, appraisal_item.item;
