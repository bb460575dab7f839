-- Inserts the invented rows of competence; read from the registered table `made`.
insert into competence (
    employee_id, assessed_on, valid_until, technical, managerial, sociocultural,
    competence_standard, competence_test, potential, potential_score, service_exam, exam_exempt,
    assessed_by
)
select
    employee_id, assessed_on, valid_until, technical, managerial, sociocultural,
    competence_standard, competence_test, potential, potential_score, service_exam, exam_exempt,
    'Pusat Asesmen (rekaan)'
from made;
