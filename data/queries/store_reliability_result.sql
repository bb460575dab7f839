-- Stores the reliability of the ratings.
-- Parameters  $run_id bigint
-- Reads       found_reliability
insert into reliability_result (
    run_id, measure, estimate, estimate_lower, estimate_upper, reason
)
select
    $run_id, measure, estimate, estimate_lower, estimate_upper, reason
from found_reliability;
