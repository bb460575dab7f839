-- Which rows of a file were not taken?
-- Grain       one row per rejected row
-- Columns     row_number bigint, sheet text, cells text (null without the right to names)
-- Parameters  $batch_id bigint, $may_see_names boolean (from the scope)
-- Why         cells are raw text of the file, names and numbers of people among it
select row_number, sheet, case when $may_see_names then cells end as cells
from import_rejected_row
where batch_id = $batch_id
order by row_number;
