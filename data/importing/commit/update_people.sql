-- Takes over newer names, education and employment of people the store knows, keeping the former.
-- Reads       people_of_file
-- Parameters  $batch_id bigint
create or replace temp table changed_people as
select
    employee.employee_id, employee.name, employee.name_batch_id, employee.education,
    employee.employment_type,
    -- What a rater is called in a file of others only fills a gap.
    case
        when people_of_file.is_subject or employee.name is null
            then coalesce(people_of_file.name, employee.name)
        else employee.name
    end as new_name,
    coalesce(people_of_file.education, employee.education) as new_education,
    case
        when people_of_file.is_subject
            then coalesce(people_of_file.employment_type, employee.employment_type)
        else employee.employment_type
    end as new_employment_type
from people_of_file
join employee
    on employee.nip is not distinct from people_of_file.nip
    and employee.external_rater_id is not distinct from people_of_file.external_id
where employee.batch_id is distinct from $batch_id;

delete from changed_people
where name is not distinct from new_name
    and education is not distinct from new_education
    and employment_type is not distinct from new_employment_type;

insert into batch_change (batch_id, table_name, key, before_value)
select
    $batch_id, 'employee', to_json({'employee_id': employee_id}),
    to_json({
        'name': name, 'name_batch_id': name_batch_id, 'education': education,
        'employment_type': employment_type
    })
from changed_people
order by employee_id;

update employee set
    name = changed_people.new_name,
    name_batch_id = case
        when changed_people.new_name is distinct from employee.name then $batch_id
        else employee.name_batch_id
    end,
    education = changed_people.new_education,
    employment_type = changed_people.new_employment_type
from changed_people
where changed_people.employee_id = employee.employee_id;

drop table changed_people;
