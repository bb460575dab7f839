-- Who changed what in a calibration draft, when, and why?
-- Grain       one row per change, the newest first
-- Columns     change_id bigint, changed_at timestamp, changed_by text, employee_id bigint,
--             employee_name text (null without the right), position_title text, unit_name text,
--             current_predicate text, former_predicate text (proposed before), proposed_predicate text,
--             reason text, is_discussed boolean
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean (from the scope),
--             $calibration_id bigint
with changes as (
    select
        calibration_change.*, calibration.period_code,
        lag(proposed_predicate) over (
            partition by calibration_change.employee_id order by change_id
        ) as former_predicate
    from calibration_change
    join calibration on calibration.calibration_id = calibration_change.calibration_id
    where $may_see_persons
        and calibration.calibration_id = $calibration_id
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
)
select
    change_id, changed_at, changed_by, changes.employee_id,
    case when $may_see_names then employee.name end as employee_name,
    position.title as position_title, unit.name as unit_name, current_predicate, former_predicate,
    proposed_predicate, reason, is_discussed
from changes
left join employee on employee.employee_id = changes.employee_id
left join result
    on result.employee_id = changes.employee_id and result.period_code = changes.period_code
left join position on position.position_id = result.position_id
left join unit on unit.unit_id = result.unit_id
order by change_id desc;
