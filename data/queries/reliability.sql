-- How reliable are the ratings of the current run?
-- Grain       one row per measure
-- Columns     measure text, estimate double, estimate_lower double, estimate_upper double, reason text
select measure, estimate, estimate_lower, estimate_upper, reason
from reliability_result
where run_id = (select max(run_id) from analysis_run where state = 'done')
order by rowid;
