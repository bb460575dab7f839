-- Stores the patterns that a run looked for.
-- Parameters  $run_id bigint
-- Reads       found_patterns
insert into rater_pattern (
    run_id, rater_id, rater_type, pattern, statistic, p, q, is_flagged, is_testable, is_identified,
    n_used, n_needed
)
select
    $run_id, rater_id, rater_type, pattern, statistic, p, q, is_flagged, is_testable, is_identified,
    n_used, n_needed
from found_patterns
order by rater_type, rater_id, pattern;
