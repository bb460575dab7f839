-- What does the model of the current run hold common to all raters?
-- Grain       one row per fixed effect, in the order of the model
-- Columns     term text, estimate double, standard_error double
select term, estimate, standard_error
from run_fixed
where run_id = (select max(run_id) from analysis_run where state = 'done')
order by rowid;
