-- What is known of one import?
-- Grain       one row, none if there is no such batch
-- Columns     batch_id bigint, kind text, file_name text, mapping text (headings in the order of
--             the file), undone_at timestamp
-- Parameters  $batch_id bigint
select batch_id, kind, file_name, mapping, undone_at from import_batch where batch_id = $batch_id;
