-- Which rows of a file were not taken?
-- Grain       one row per rejected row
-- Columns     row_number bigint, sheet text, cells text
-- Parameters  $batch_id bigint
select row_number, sheet, cells
from import_rejected_row
where batch_id = $batch_id
order by row_number;
