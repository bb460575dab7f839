-- Stores the gaps between groups.
-- Parameters  $run_id bigint
-- Reads       found_gaps
insert into group_gap (
    run_id, agency_code, attribute, group_code, reference_code, outcome, n_group, n_reference,
    is_hidden, group_mean, reference_mean, difference, difference_lower, difference_upper,
    ratio, ratio_lower, ratio_upper, split_raters, split_within, split_remainder,
    n_raters_within
)
select
    $run_id, agency_code, attribute, group_code, reference_code, outcome, n_group, n_reference,
    is_hidden, group_mean, reference_mean, difference, difference_lower, difference_upper,
    ratio, ratio_lower, ratio_upper, split_raters, split_within, split_remainder,
    n_raters_within
from found_gaps;
