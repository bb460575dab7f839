-- Adds the people of a file whom the store does not know.
-- Reads       people_of_file, new_ids (nip, external_id, employee_id)
-- Parameters  $batch_id bigint
insert into employee (
    employee_id, nip, external_rater_id, name, name_batch_id, sex, birth_date, education,
    employment_type, batch_id
)
select
    new_ids.employee_id, people_of_file.nip, people_of_file.external_id, people_of_file.name,
    case when people_of_file.name is not null then $batch_id end, people_of_file.sex,
    people_of_file.birth_date, people_of_file.education, people_of_file.employment_type, $batch_id
from new_ids
join people_of_file
    on people_of_file.nip is not distinct from new_ids.nip
    and people_of_file.external_id is not distinct from new_ids.external_id;
