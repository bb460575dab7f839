-- Which periods does undoing an import change?
-- Grain       one row per period
-- Columns     period_code text
-- Parameters  $batch_id bigint
select period_code from appraisal where batch_id = $batch_id
union
select period_code from appraisal_history where ended_by_batch = $batch_id
order by period_code;
