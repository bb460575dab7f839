-- Stores what more raters or periods would bring.
-- Parameters  $run_id bigint
-- Reads       found_designs
insert into d_study_point (
    run_id, n_raters, n_periods, reliability
)
select
    $run_id, n_raters, n_periods, reliability
from found_designs
order by n_raters, n_periods;
