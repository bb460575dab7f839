-- Stores how the ratings of each rater are distributed.
-- Parameters  $run_id bigint
-- Reads       found_bins
insert into rater_bin (
    run_id, rater_id, rater_type, bin_low, n
)
select
    $run_id, rater_id, rater_type, bin_low, n
from found_bins
order by rater_type, rater_id, bin_low;
