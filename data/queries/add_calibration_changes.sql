-- Adds what a draft says about people from now on; the rows are those of the table proposed_rows.
-- Parameters  $calibration_id, $version bigint, $changed_by text, $now timestamp
insert into calibration_change (
    change_id, calibration_id, employee_id, version, current_predicate, proposed_predicate, reason,
    is_discussed, changed_at, changed_by
)
select
    nextval('calibration_change_id_sequence'), $calibration_id, employee_id, $version,
    current_predicate, proposed_predicate, reason, is_discussed, $now, $changed_by
from proposed_rows
order by employee_id;
