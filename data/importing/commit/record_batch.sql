-- Records a file that was taken in, with all that was found in it.
-- Reads       found_issues, rejected_cells
-- Parameters  one per column of import_batch
insert into import_batch (
    batch_id, kind, file_name, sha256, imported_at, actor, sheet, encoding, header_row, mapping,
    valid_rows_only, rows_read, rows_valid, rows_rejected, rows_skipped, rules
) values (
    $batch_id, $kind, $file_name, $sha256, $imported_at, $actor, $sheet, $encoding, $header_row,
    $mapping, $valid_rows_only, $rows_read, $rows_valid, $rows_rejected, $rows_skipped, $rules
);

insert into import_issue (
    batch_id, row_number, sheet, rule, level, column_label, cell_value, detail
)
select $batch_id, row_number, sheet, rule, level, column_label, cell_value, detail
from found_issues;

insert into import_rejected_row (batch_id, row_number, sheet, cells)
select $batch_id, row_number, sheet, cells from rejected_cells;
