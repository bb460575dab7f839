-- Writes assessments; a former one of the same person and day is kept for an undo.
-- Reads       valid_rows, employee
-- Parameters  $batch_id bigint
create or replace temp table assessments_of_file as
select valid_rows.*, employee.employee_id
from valid_rows
join employee on employee.nip = valid_rows.nip;

insert into batch_change (batch_id, table_name, key, before_value)
select
    $batch_id, 'competence',
    to_json({'employee_id': of_file.employee_id, 'assessed_on': of_file.assessed_on}),
    case when former.employee_id is not null then to_json(former) end
from assessments_of_file as of_file
left join competence as former
    on former.employee_id = of_file.employee_id and former.assessed_on = of_file.assessed_on
order by of_file.row_id;

delete from competence
using assessments_of_file as of_file
where of_file.employee_id = competence.employee_id and of_file.assessed_on = competence.assessed_on;

insert into competence (
    employee_id, assessed_on, valid_until, technical, managerial, sociocultural,
    competence_standard, competence_test, potential, potential_score, service_exam, exam_exempt,
    assessed_by, batch_id
)
select
    employee_id, assessed_on, valid_until, technical, managerial, sociocultural,
    competence_standard, competence_test, potential, potential_score, service_exam, exam_exempt,
    assessed_by, $batch_id
from assessments_of_file
order by row_id;

drop table assessments_of_file;
