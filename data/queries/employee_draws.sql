-- Which draws of the adjusted score has each person in the current run?
-- Grain       one row per person of the run with draws
-- Columns     employee_id bigint, draws float[]
-- Parameters  $agencies text[], $may_see_persons boolean (from the scope),
--             $employee_ids bigint[] (null: everybody of the scope)
with newest as (
    select max(run_id) as run_id from analysis_run where state = 'done'
)
select employee_draw.employee_id, employee_draw.draws
from employee_draw
join newest on newest.run_id = employee_draw.run_id
join employee_result
    on employee_result.run_id = employee_draw.run_id
    and employee_result.employee_id = employee_draw.employee_id
where $may_see_persons
    and (
        $agencies::text[] is null
        or list_contains($agencies::text[], employee_result.agency_code)
    )
    and (
        $employee_ids::bigint[] is null
        or employee_draw.employee_id in (select unnest($employee_ids::bigint[]))
    )
order by employee_draw.employee_id;
