-- Undoes what an import did to all but appraisals: people, posts, results, targets, careers.
-- Parameters  $batch_id bigint
-- Why         a name changed again by a later import stays; the later one then remembers what this
--             one remembered
create or replace temp table mine as
select table_name, key, before_value from batch_change where batch_id = $batch_id;

create or replace temp table next_change as
select later.table_name, later.key, min(later.batch_id) as batch_id
from batch_change as later
join mine on mine.table_name = later.table_name and mine.key = later.key
where later.batch_id > $batch_id
group by all;

update employee set
    name = mine.before_value ->> '$.name',
    name_batch_id = (mine.before_value ->> '$.name_batch_id')::bigint,
    education = mine.before_value ->> '$.education',
    employment_type = mine.before_value ->> '$.employment_type'
from mine
where mine.table_name = 'employee'
    and employee.employee_id = (mine.key ->> '$.employee_id')::bigint
    and mine.key not in (select key from next_change where table_name = 'employee');

update batch_change set before_value = mine.before_value
from mine
join next_change on next_change.table_name = mine.table_name and next_change.key = mine.key
where batch_change.batch_id = next_change.batch_id
    and batch_change.table_name = mine.table_name and batch_change.key = mine.key;

delete from agency_result where batch_id = $batch_id;
insert into agency_result (agency_code, period_code, agency_predicate, satisfaction_index, batch_id)
select
    before_value ->> '$.agency_code', before_value ->> '$.period_code',
    before_value ->> '$.agency_predicate', (before_value ->> '$.satisfaction_index')::double,
    (before_value ->> '$.batch_id')::bigint
from mine
where table_name = 'agency_result' and before_value is not null;

delete from performance_target where batch_id = $batch_id;
insert into performance_target by name
select unnest(json_transform(before_value, '{
    "target_id": "BIGINT", "employee_id": "BIGINT", "period_code": "VARCHAR",
    "agency_code": "VARCHAR", "unit_id": "BIGINT", "work_result_plan": "VARCHAR",
    "work_result_kind": "VARCHAR", "parent_work_result": "VARCHAR", "indicator": "VARCHAR",
    "aspect": "VARCHAR", "measure_unit": "VARCHAR", "target_text": "VARCHAR",
    "target_value": "DOUBLE", "target_direction": "VARCHAR", "realised_text": "VARCHAR",
    "realised_value": "DOUBLE", "due_on": "DATE", "realised_on": "DATE", "evidence": "VARCHAR",
    "data_source": "VARCHAR", "verified_by": "VARCHAR", "batch_id": "BIGINT"
}'))
from mine
where table_name = 'performance_target' and before_value is not null;

delete from assignment where batch_id = $batch_id;
insert into assignment by name
select unnest(json_transform(before_value, '{
    "employee_id": "BIGINT", "agency_code": "VARCHAR", "unit_id": "BIGINT",
    "position_id": "BIGINT", "assignment_kind": "VARCHAR", "grade": "VARCHAR",
    "grade_since": "DATE", "position_since": "DATE", "superior_id": "BIGINT",
    "effective_from": "DATE", "effective_to": "DATE", "batch_id": "BIGINT"
}'))
from mine
where table_name = 'assignment' and before_value is not null;

delete from project_milestone where batch_id = $batch_id;
delete from project_member where batch_id = $batch_id;
delete from project where batch_id = $batch_id;
insert into project by name
select unnest(json_transform(before_value -> '$.project', '{
    "project_id": "BIGINT", "project_code": "VARCHAR", "name": "VARCHAR",
    "agency_code": "VARCHAR", "planned_start": "DATE", "planned_end": "DATE", "real_end": "DATE",
    "planned_cost": "DOUBLE", "real_cost": "DOUBLE", "verified_quality": "DOUBLE",
    "verified_by": "VARCHAR", "verified_on": "DATE", "state": "VARCHAR", "batch_id": "BIGINT"
}'))
from mine
where table_name = 'project' and before_value is not null;
insert into project_milestone by name
with one as (
    select unnest(json_transform(before_value -> '$.milestones', '[{
        "project_id": "BIGINT", "name": "VARCHAR", "planned_on": "DATE", "real_on": "DATE",
        "batch_id": "BIGINT"
    }]')) as milestone
    from mine
    where table_name = 'project' and before_value is not null
)
select unnest(milestone) from one;
insert into project_member by name
with one as (
    select unnest(json_transform(before_value -> '$.members', '[{
        "project_id": "BIGINT", "employee_id": "BIGINT", "role": "VARCHAR", "batch_id": "BIGINT"
    }]')) as member
    from mine
    where table_name = 'project' and before_value is not null
)
select unnest(member) from one;

delete from sanction where batch_id = $batch_id;
insert into sanction by name
select unnest(json_transform(before_value, '{
    "employee_id": "BIGINT", "agency_code": "VARCHAR", "level": "VARCHAR",
    "sanction_kind": "VARCHAR", "starts_on": "DATE", "ends_on": "DATE",
    "decree_number": "VARCHAR", "decree_on": "DATE", "batch_id": "BIGINT"
}'))
from mine
where table_name = 'sanction' and before_value is not null;

delete from competence where batch_id = $batch_id;
insert into competence by name
select unnest(json_transform(before_value, '{
    "employee_id": "BIGINT", "assessed_on": "DATE", "valid_until": "DATE", "technical": "DOUBLE",
    "managerial": "DOUBLE", "sociocultural": "DOUBLE", "competence_standard": "VARCHAR",
    "competence_test": "VARCHAR", "potential": "VARCHAR", "potential_score": "DOUBLE",
    "service_exam": "VARCHAR", "exam_exempt": "VARCHAR", "assessed_by": "VARCHAR",
    "batch_id": "BIGINT"
}'))
from mine
where table_name = 'competence' and before_value is not null;

delete from credit where batch_id = $batch_id;
insert into credit by name
select unnest(json_transform(before_value, '{
    "employee_id": "BIGINT", "credit_kind": "VARCHAR", "from_on": "DATE", "to_on": "DATE",
    "points": "DOUBLE", "functional_level": "VARCHAR", "decree_number": "VARCHAR",
    "decree_on": "DATE", "batch_id": "BIGINT"
}'))
from mine
where table_name = 'credit' and before_value is not null;

drop table mine;
drop table next_change;
