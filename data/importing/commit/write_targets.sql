-- Writes targets; a former one of the same person, period, result, indicator and aspect is kept
-- for an undo.
-- Reads       valid_rows, employee, agency_spelling, unit
-- Parameters  $batch_id bigint
create or replace temp table targets_of_file as
select
    valid_rows.*, employee.employee_id, agency_spelling.agency_code, unit.unit_id,
    -- One of the two may stand for both.
    coalesce(work_result_plan, indicator) as plan_text,
    coalesce(indicator, work_result_plan) as indicator_text,
    try_cast(
        replace(replace(regexp_extract(target, '[0-9][0-9.,]*'), '.', ''), ',', '.') as double
    ) as target_value,
    try_cast(
        replace(replace(regexp_extract(realised, '[0-9][0-9.,]*'), '.', ''), ',', '.') as double
    ) as realised_value,
    case
        when regexp_matches(lower(target), 'maks|paling (banyak|lama|lambat)|≤|<') then 'at_most'
        when target is not null then 'at_least'
    end as target_direction
from valid_rows
join employee on employee.nip = valid_rows.nip
left join agency_spelling on agency_spelling.spelling_key = valid_rows.agency_key
left join unit
    on unit.agency_code = agency_spelling.agency_code and unit.name_key = valid_rows.unit_key
order by valid_rows.row_id;

create or replace temp table former_targets as
select former.*
from performance_target as former
semi join targets_of_file as of_file
    on of_file.employee_id = former.employee_id and of_file.period_code = former.period_code
    and lower(of_file.plan_text) = lower(former.work_result_plan)
    and lower(of_file.indicator_text) = lower(former.indicator)
    and of_file.aspect is not distinct from former.aspect;

insert into batch_change (batch_id, table_name, key, before_value)
select
    $batch_id, 'performance_target',
    to_json({
        'employee_id': employee_id, 'period_code': period_code, 'plan': lower(work_result_plan),
        'indicator': lower(indicator), 'aspect': aspect
    }),
    to_json(former_targets)
from former_targets
order by target_id;

insert into batch_change (batch_id, table_name, key)
select
    $batch_id, 'performance_target',
    to_json({
        'employee_id': employee_id, 'period_code': period_code, 'plan': lower(plan_text),
        'indicator': lower(indicator_text), 'aspect': aspect
    }) as key
from targets_of_file
where key not in (select key from batch_change where batch_id = $batch_id);

delete from performance_target
where target_id in (select target_id from former_targets);

insert into performance_target (
    target_id, employee_id, period_code, agency_code, unit_id, work_result_plan,
    work_result_kind, parent_work_result, indicator, aspect, measure_unit, target_text,
    target_value, target_direction, realised_text, realised_value, due_on, realised_on, evidence,
    data_source, verified_by, batch_id
)
select
    (select coalesce(max(target_id), 0) from performance_target)
        + row_number() over (order by row_id),
    employee_id, period_code, agency_code, unit_id, plan_text, work_result_kind,
    parent_work_result, indicator_text, aspect, measure_unit, target, target_value,
    target_direction, realised, realised_value, due_on, realised_on, evidence, data_source,
    verified_by, $batch_id
from targets_of_file
order by row_id;

drop table targets_of_file;
drop table former_targets;
