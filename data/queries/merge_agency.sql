-- Lets one agency stand for another: every row moves, its spellings lead there from now on.
-- Parameters  $gone text, $into text, $decided_by text
-- Why         the store is then as if both spellings had been known as one from the start: units of
--             one name become one, and of two results in one period the later import counts
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
update agency set parent_code = $into where parent_code = $gone;

-- Results of both in one period: what each import left, in the order of the imports. A row without
-- an import comes before all.
create or replace temp table merged_result as
with shared as (
    select period_code from agency_result
    where agency_code in ($gone, $into)
    group by period_code
    having count(*) > 1
),
rows_now as (
    select agency_result.agency_code, agency_result.period_code, to_json(agency_result) as row_now
    from agency_result
    semi join shared on shared.period_code = agency_result.period_code
    where agency_code in ($gone, $into)
),
changes as (
    select
        rows_now.agency_code, rows_now.period_code, rows_now.row_now, batch_change.batch_id,
        batch_change.before_value
    from rows_now
    join batch_change
        on batch_change.table_name = 'agency_result'
        and batch_change.key ->> '$.agency_code' = rows_now.agency_code
        and batch_change.key ->> '$.period_code' = rows_now.period_code
),
states as (
    select
        agency_code, period_code, batch_id,
        coalesce(lead(before_value) over one_agency, row_now::text) as row_then
    from changes
    window one_agency as (partition by agency_code, period_code order by batch_id)
    union all
    select agency_code, period_code, 0, arg_min(before_value, batch_id)
    from changes
    group by agency_code, period_code
    having arg_min_null(before_value, batch_id) is not null
    union all
    select agency_code, period_code, 0, row_now::text
    from rows_now
    anti join changes
        on changes.agency_code = rows_now.agency_code
        and changes.period_code = rows_now.period_code
),
-- One file may name both.
by_batch as (
    select period_code, batch_id, arg_max(row_then, agency_code = $into) as row_then
    from states
    group by period_code, batch_id
)
select
    period_code, batch_id, row_then, lag(row_then) over one_period as before_value,
    batch_id = max(batch_id) over (partition by period_code) as is_last
from by_batch
window one_period as (partition by period_code order by batch_id);

delete from batch_change
using merged_result
where batch_change.table_name = 'agency_result'
    and batch_change.key ->> '$.agency_code' in ($gone, $into)
    and batch_change.key ->> '$.period_code' = merged_result.period_code;
insert into batch_change (batch_id, table_name, key, before_value)
select
    batch_id, 'agency_result', to_json({'agency_code': $into::text, 'period_code': period_code}),
    before_value
from merged_result
where batch_id > 0
order by batch_id, period_code;

-- What the later import does not say stays, as with any correction.
create or replace temp table joined_result as
select
    merged_result.period_code,
    any_value(coalesce(row_then ->> '$.agency_predicate', former.agency_predicate))
        as agency_predicate,
    any_value(coalesce((row_then ->> '$.satisfaction_index')::double, former.satisfaction_index))
        as satisfaction_index,
    any_value((row_then ->> '$.batch_id')::bigint) as batch_id
from merged_result
left join agency_result as former
    on former.period_code = merged_result.period_code and former.agency_code in ($gone, $into)
    and former.agency_code <> row_then ->> '$.agency_code'
where merged_result.is_last
group by merged_result.period_code;

delete from agency_result
where agency_code in ($gone, $into) and period_code in (select period_code from joined_result);
insert into agency_result (agency_code, period_code, agency_predicate, satisfaction_index, batch_id)
select $into, period_code, agency_predicate, satisfaction_index, batch_id
from joined_result
order by period_code;
drop table merged_result;
drop table joined_result;
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
