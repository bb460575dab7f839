-- What reliability would more raters or periods bring?
-- Grain       one row per number of raters and periods
-- Columns     n_raters integer, n_periods integer, reliability double
select n_raters, n_periods, reliability
from d_study_point
where run_id = (select max(run_id) from analysis_run where state = 'done')
order by n_raters, n_periods;
