-- Stores which raters share people.
-- Parameters  $run_id bigint
-- Reads       found_links
insert into rater_link (
    run_id, rater_id, rater_type, other_id, other_type, n_employees
)
select
    $run_id, rater_id, rater_type, other_id, other_type, n_employees
from found_links;
