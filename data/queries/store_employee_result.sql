-- Stores what a run found about each person.
-- Parameters  $run_id bigint
-- Reads       found_employees
insert into employee_result (
    run_id, employee_id, agency_code, n_ratings, raw_mean, adjusted, adjusted_sd, home_unit_id,
    component, link_grade, rank_lower, rank_median, rank_upper, top_probability
)
select
    $run_id, employee_id, agency_code, n_ratings, raw_mean, adjusted, adjusted_sd, home_unit_id,
    component, link_grade, rank_lower, rank_median, rank_upper, top_probability
from found_employees
order by employee_id;
