-- Removes what earlier runs found; the facts of the runs stay.
-- Parameters  $run_id bigint (the run that replaces them)
delete from run_component where run_id < $run_id;
delete from run_fixed where run_id < $run_id;
delete from rater_result where run_id < $run_id;
delete from rater_pattern where run_id < $run_id;
delete from rater_year where run_id < $run_id;
delete from rater_link where run_id < $run_id;
delete from rater_pair where run_id < $run_id;
delete from rater_bin where run_id < $run_id;
delete from employee_result where run_id < $run_id;
delete from employee_draw where run_id < $run_id;
delete from group_gap where run_id < $run_id;
delete from reliability_result where run_id < $run_id;
delete from d_study_point where run_id < $run_id;
