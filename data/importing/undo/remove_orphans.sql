-- Removes what only undone imports brought: people, units, posts, agencies nobody refers to.
-- Why         a row that another import uses too stays until that one is undone as well
create or replace temp table undone as
select batch_id from import_batch where undone_at is not null;

-- Replaced values may come back by another undo; undone ones never do.
create or replace temp table former as
select employee_id, rater_id, agency_code, unit_id, position_id
from appraisal_history
where ended_how = 'replaced';

-- What a later import corrected may come back as well.
create or replace temp table remembered as
select
    coalesce(before_value ->> '$.agency_code', before_value ->> '$.project.agency_code')
        as agency_code,
    (before_value ->> '$.unit_id')::bigint as unit_id,
    (before_value ->> '$.position_id')::bigint as position_id,
    list_concat(
        [before_value ->> '$.employee_id', before_value ->> '$.superior_id'],
        before_value ->> '$.members[*].employee_id'
    )::bigint[] as employee_ids
from batch_change
where before_value is not null;

delete from employee
where batch_id in (select batch_id from undone)
    and employee_id not in (select employee_id from appraisal)
    and employee_id not in (select rater_id from appraisal where rater_id is not null)
    and employee_id not in (select employee_id from former)
    and employee_id not in (select rater_id from former where rater_id is not null)
    and employee_id not in (select employee_id from assignment)
    and employee_id not in (select superior_id from assignment where superior_id is not null)
    and employee_id not in (select employee_id from performance_target)
    and employee_id not in (select employee_id from project_member)
    and employee_id not in (select employee_id from sanction where employee_id is not null)
    and employee_id not in (select employee_id from competence)
    and employee_id not in (select employee_id from credit)
    and employee_id not in (
        select employee_id from (select unnest(employee_ids) as employee_id from remembered)
        where employee_id is not null
    );

-- Former values of people who are gone are gone too.
delete from appraisal_history
where employee_id not in (select employee_id from employee)
    or (rater_id is not null and rater_id not in (select employee_id from employee));

delete from unit
where batch_id in (select batch_id from undone)
    and unit_id not in (select unit_id from appraisal where unit_id is not null)
    and unit_id not in (select unit_id from former where unit_id is not null)
    and unit_id not in (select unit_id from assignment where unit_id is not null)
    and unit_id not in (select unit_id from performance_target where unit_id is not null)
    and unit_id not in (select unit_id from remembered where unit_id is not null)
    and unit_id not in (select parent_unit_id from unit where parent_unit_id is not null);

delete from position
where batch_id in (select batch_id from undone)
    and position_id not in (select position_id from appraisal where position_id is not null)
    and position_id not in (select position_id from former where position_id is not null)
    and position_id not in (select position_id from assignment where position_id is not null)
    and position_id not in (select position_id from remembered where position_id is not null);

delete from agency
where batch_id in (select batch_id from undone)
    and agency_code not in (select agency_code from appraisal where agency_code is not null)
    and agency_code not in (select agency_code from former where agency_code is not null)
    and agency_code not in (select agency_code from assignment)
    and agency_code not in (select agency_code from unit)
    and agency_code not in (select agency_code from agency_result)
    and agency_code not in (select agency_code from performance_target where agency_code is not null)
    and agency_code not in (select agency_code from project where agency_code is not null)
    and agency_code not in (select agency_code from sanction where agency_code is not null)
    and agency_code not in (select agency_code from remembered where agency_code is not null)
    and agency_code not in (select parent_code from agency where parent_code is not null)
    -- Somebody decided that other spellings mean this one.
    and agency_code not in (select agency_code from agency_spelling where decided_by is not null);

delete from agency_spelling where agency_code not in (select agency_code from agency);

delete from agency_kept_apart
where agency_code not in (select agency_code from agency)
    or other_code not in (select agency_code from agency);

-- What was undone keeps its numbers, but points to nothing that is gone.
update appraisal_history set
    agency_code = case when agency_code in (select agency_code from agency) then agency_code end,
    unit_id = case when unit_id in (select unit_id from unit) then unit_id end,
    position_id = case when position_id in (select position_id from position) then position_id end
where ended_how = 'undone';

drop table undone;
drop table former;
drop table remembered;
