-- Stores the pairs of rater and person that are furthest apart.
-- Parameters  $run_id bigint
-- Reads       found_pairs
insert into rater_pair (
    run_id, rater_id, rater_type, employee_id, n_ratings, estimate
)
select
    $run_id, rater_id, rater_type, employee_id, n_ratings, estimate
from found_pairs;
