-- Which fixed effects did the current run estimate?
-- Grain       one row per term
-- Columns     term text, estimate double, standard_error double
select term, estimate, standard_error
from run_fixed
where run_id = (select max(run_id) from analysis_run where state = 'done')
order by rowid;
