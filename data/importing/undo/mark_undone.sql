-- Notes that an import was undone; its changes to existing rows are undone with it.
-- Parameters  $batch_id bigint, $undone_at timestamp, $undone_by text
update import_batch set undone_at = $undone_at, undone_by = $undone_by where batch_id = $batch_id;

delete from batch_change where batch_id = $batch_id;
