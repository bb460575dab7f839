-- Stores the fixed effects of a run.
-- Parameters  $run_id bigint
-- Reads       found_fixed
insert into run_fixed (
    run_id, term, estimate, standard_error
)
select
    $run_id, term, estimate, standard_error
from found_fixed;
