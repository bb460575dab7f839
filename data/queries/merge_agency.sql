-- Lets one agency stand for another: every row moves, its spellings lead there from now on.
-- Parameters  $gone text, $into text, $decided_by text
-- Why         the store is then as if both spellings had been known as one from the start: units of
--             one name become one; results of both in one period: merge_agency_results.sql, before
create or replace temp table moved_unit as
select mine.unit_id as old_id, coalesce(same.unit_id, mine.unit_id) as new_id
from unit as mine
left join unit as same on same.agency_code = $into and same.name_key = mine.name_key
where mine.agency_code = $gone;

update appraisal set unit_id = moved_unit.new_id
from moved_unit
where moved_unit.old_id = appraisal.unit_id and moved_unit.new_id <> moved_unit.old_id;
update appraisal_history set unit_id = moved_unit.new_id
from moved_unit
where moved_unit.old_id = appraisal_history.unit_id and moved_unit.new_id <> moved_unit.old_id;
update assignment set unit_id = moved_unit.new_id
from moved_unit
where moved_unit.old_id = assignment.unit_id and moved_unit.new_id <> moved_unit.old_id;
update performance_target set unit_id = moved_unit.new_id
from moved_unit
where moved_unit.old_id = performance_target.unit_id and moved_unit.new_id <> moved_unit.old_id;
update batch_change set before_value = replace(
    before_value, format('"unit_id":{},', moved_unit.old_id),
    format('"unit_id":{},', moved_unit.new_id)
)
from moved_unit
where moved_unit.new_id <> moved_unit.old_id
    and contains(batch_change.before_value, format('"unit_id":{},', moved_unit.old_id));
update rater_result set unit_id = moved_unit.new_id
from moved_unit
where moved_unit.old_id = rater_result.unit_id and moved_unit.new_id <> moved_unit.old_id;
update employee_result set home_unit_id = moved_unit.new_id
from moved_unit
where moved_unit.old_id = employee_result.home_unit_id and moved_unit.new_id <> moved_unit.old_id;
update calibration set unit_id = moved_unit.new_id
from moved_unit
where moved_unit.old_id = calibration.unit_id and moved_unit.new_id <> moved_unit.old_id;
update unit set parent_unit_id = moved_unit.new_id
from moved_unit
where moved_unit.old_id = unit.parent_unit_id and moved_unit.new_id <> moved_unit.old_id;
delete from unit where unit_id in (select old_id from moved_unit where new_id <> old_id);
update unit set agency_code = $into where agency_code = $gone;
drop table moved_unit;

update appraisal set agency_code = $into where agency_code = $gone;
update appraisal_history set agency_code = $into where agency_code = $gone;
update assignment set agency_code = $into where agency_code = $gone;
update performance_target set agency_code = $into where agency_code = $gone;
update project set agency_code = $into where agency_code = $gone;
update sanction set agency_code = $into where agency_code = $gone;
update calibration set agency_code = $into where agency_code = $gone;
update agency set parent_code = $into where parent_code = $gone;
-- What the last analysis run found keeps its figures; who may read them follows.
update rater_result set agency_code = $into where agency_code = $gone;
update employee_result set agency_code = $into where agency_code = $gone;
delete from group_gap where agency_code in ($gone, $into);

update agency_result set agency_code = $into where agency_code = $gone;

-- What an undo would bring back follows the merge.
update batch_change set
    key = replace(
        key, '"agency_code":' || to_json($gone)::text, '"agency_code":' || to_json($into)::text
    ),
    before_value = replace(
        before_value, '"agency_code":' || to_json($gone)::text,
        '"agency_code":' || to_json($into)::text
    )
where contains(key, '"agency_code":' || to_json($gone)::text)
    or contains(before_value, '"agency_code":' || to_json($gone)::text);

update agency_spelling set agency_code = $into, decided_by = $decided_by where agency_code = $gone;
delete from agency_kept_apart where agency_code = $gone or other_code = $gone;
delete from agency where agency_code = $gone;
