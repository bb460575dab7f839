-- Stores the draws of the adjusted scores.
-- Parameters  $run_id bigint
-- Reads       found_draws
insert into employee_draw (
    run_id, employee_id, draws
)
select
    $run_id, employee_id, draws
from found_draws
order by employee_id;
