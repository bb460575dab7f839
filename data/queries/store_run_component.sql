-- Stores the variance components of a run.
-- Parameters  $run_id bigint
-- Reads       found_components
insert into run_component (
    run_id, name, variance, standard_error
)
select
    $run_id, name, variance, standard_error
from found_components;
