-- Which later imports replaced rows of this one, newest first?
-- Grain       one row per import
-- Columns     batch_id bigint
-- Parameters  $batch_id bigint
with replaced as (
    select ended_by_batch as batch_id
    from appraisal_history
    where batch_id = $batch_id and ended_how = 'replaced'
    union
    select later.batch_id
    from batch_change as later
    join batch_change as mine
        on mine.table_name = later.table_name and mine.key = later.key
    where mine.batch_id = $batch_id and later.batch_id > $batch_id
        -- What a person is called is spliced (restore_others.sql), not refused.
        and later.table_name <> 'employee'
)
select replaced.batch_id
from replaced
join import_batch on import_batch.batch_id = replaced.batch_id
where import_batch.undone_at is null
order by replaced.batch_id desc;
