-- Which rows may go in?
-- Grain       one row per row of the file
-- Columns     as in checked without row_key and row_values, which only compare rows
select * exclude (row_key, row_values)
from checked
where row_id not in (select row_id from rejected) and row_id not in (select row_id from skipped)
order by row_id;
