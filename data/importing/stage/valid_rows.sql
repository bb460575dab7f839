-- Which rows may go in?
-- Grain       one row per row of the file
-- Columns     as in checked
select * from checked
where row_id not in (select row_id from rejected) and row_id not in (select row_id from skipped)
order by row_id;
