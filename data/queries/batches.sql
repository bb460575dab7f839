-- Which files were taken in, newest first?
-- Grain       one row per batch
-- Columns     batch_id bigint, kind text, file_name text, imported_at timestamp, actor text,
--             sheet text, rows_read bigint, rows_valid bigint, rows_rejected bigint,
--             rows_skipped bigint, valid_rows_only boolean, rules text, undone_at timestamp,
--             undone_by text
select
    batch_id, kind, file_name, imported_at, actor, sheet, rows_read, rows_valid, rows_rejected,
    rows_skipped, valid_rows_only, rules, undone_at, undone_by
from import_batch
order by batch_id desc;
