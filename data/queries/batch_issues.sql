-- What was found in a file?
-- Grain       one row per row of the file and rule
-- Columns     row_number bigint, sheet text, rule text, level text, column_label text,
--             cell_value text, detail text
-- Parameters  $batch_id bigint
select row_number, sheet, rule, level, column_label, cell_value, detail
from import_issue
where batch_id = $batch_id
order by row_number, rule;
