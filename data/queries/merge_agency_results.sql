-- Makes one result of those that two agencies have in one period: the later import counts.
-- Parameters  $gone text, $into text
-- Why         what each import left is put in one line in the order of the imports, so that undoing
--             the later brings the earlier back; a row without an import comes before all
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
