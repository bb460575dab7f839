-- Whom does a calibration draft cover, what do their results say, and what was proposed last?
-- Grain       one row per covered person of those asked for
-- Columns     employee_id bigint, predicate text, proposed_predicate text, reason text,
--             is_discussed boolean, version bigint (0: nobody touched the person in this draft)
-- Parameters  $calibration_id bigint, $employee_ids bigint[]
-- Why         for the writes alone, inside their transaction
with newest as (
    select employee_id, proposed_predicate, reason, is_discussed, version
    from calibration_change
    where calibration_id = $calibration_id
    qualify row_number() over (partition by employee_id order by change_id desc) = 1
)
select
    result.employee_id, result.predicate, newest.proposed_predicate, newest.reason,
    coalesce(newest.is_discussed, false) as is_discussed, coalesce(newest.version, 0) as version
from calibration
join result
    on result.period_code = calibration.period_code
    and result.agency_code = calibration.agency_code
    and (calibration.unit_id is null or result.unit_id = calibration.unit_id)
left join newest on newest.employee_id = result.employee_id
where calibration.calibration_id = $calibration_id
    and result.employee_id in (select unnest($employee_ids::bigint[]))
order by result.employee_id;
