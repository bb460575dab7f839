-- Stores the tendency of each rater year by year.
-- Parameters  $run_id bigint
-- Reads       found_years
insert into rater_year (
    run_id, rater_id, rater_type, year, n_ratings, n_employees, mean_rating, raw_difference,
    leniency, leniency_lower, leniency_upper
)
select
    $run_id, rater_id, rater_type, year, n_ratings, n_employees, mean_rating, raw_difference,
    leniency, leniency_lower, leniency_upper
from found_years
order by rater_type, rater_id, year;
