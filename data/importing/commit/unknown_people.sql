-- Who of the file is not in the store yet?
-- Grain       one row per person
-- Columns     nip text, external_id text
select people_of_file.nip, people_of_file.external_id
from people_of_file
left join employee
    on employee.nip is not distinct from people_of_file.nip
    and employee.external_rater_id is not distinct from people_of_file.external_id
where employee.employee_id is null
order by people_of_file.nip, people_of_file.external_id;
