-- Inserts the invented rows of performance_target; read from the registered table `made`.
insert into performance_target (
    target_id, employee_id, period_code, agency_code, unit_id, work_result_plan, indicator,
    aspect, measure_unit, target_value, target_direction, realised_value, due_on, realised_on,
    evidence, data_source, verified_by, work_result_kind
)
select
    target_id, employee_id, period_code, agency_code, unit_id, work_result_plan, indicator,
    aspect, measure_unit, target_value, target_direction, realised_value, due_on, realised_on,
    evidence, data_source, verified_by, 'main'
from made;
