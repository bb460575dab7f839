-- Writes posts of people; a former one of the same person, kind and first day is kept for an undo.
-- Reads       valid_rows, employee, agency_spelling, unit, position
-- Parameters  $batch_id bigint
create or replace temp table assignments_of_file as
with first_positions as (
    select title_key, min(position_id) as position_id from position group by title_key
)
select
    valid_rows.row_id, person.employee_id, agency_spelling.agency_code, unit.unit_id,
    first_positions.position_id, assignment_kind, grade, grade_since, position_since,
    superior.employee_id as superior_id, effective_from, effective_to
from valid_rows
join employee as person on person.nip = valid_rows.nip
join agency_spelling on agency_spelling.spelling_key = valid_rows.agency_key
left join employee as superior
    on superior.nip = valid_rows.superior_nip and valid_rows.superior_state = 'ok'
left join unit
    on unit.agency_code = agency_spelling.agency_code and unit.name_key = valid_rows.unit_key
left join first_positions on first_positions.title_key = valid_rows.position_key;

create or replace temp table former_assignments as
select former.*
from assignment as former
semi join assignments_of_file as of_file
    on of_file.employee_id = former.employee_id
    and of_file.assignment_kind = former.assignment_kind
    and of_file.effective_from is not distinct from former.effective_from;

insert into batch_change (batch_id, table_name, key, before_value)
select
    $batch_id, 'assignment',
    to_json({
        'employee_id': of_file.employee_id, 'kind': of_file.assignment_kind,
        'from': of_file.effective_from
    }),
    case when former.employee_id is not null then to_json(former) end
from assignments_of_file as of_file
left join former_assignments as former
    on of_file.employee_id = former.employee_id
    and of_file.assignment_kind = former.assignment_kind
    and of_file.effective_from is not distinct from former.effective_from
order by of_file.row_id;

delete from assignment as former
using former_assignments as gone
where gone.employee_id = former.employee_id and gone.assignment_kind = former.assignment_kind
    and gone.effective_from is not distinct from former.effective_from;

insert into assignment (
    employee_id, agency_code, unit_id, position_id, assignment_kind, grade, grade_since,
    position_since, superior_id, effective_from, effective_to, batch_id
)
select
    employee_id, agency_code, unit_id, position_id, assignment_kind, grade, grade_since,
    position_since, superior_id, effective_from, effective_to, $batch_id
from assignments_of_file
order by row_id;

-- A people master knows more of a post than its title.
update position set
    functional_level = coalesce(of_file.functional_level, position.functional_level),
    echelon = coalesce(of_file.echelon, position.echelon),
    position_class = coalesce(position.position_class, of_file.position_class)
from (
    select
        position_key, arg_max(functional_level, row_id) as functional_level,
        arg_max(echelon, row_id) as echelon, arg_max(position_class, row_id) as position_class
    from valid_rows
    where position_key is not null
    group by position_key
) as of_file
where of_file.position_key = position.title_key and position.batch_id = $batch_id;

drop table assignments_of_file;
drop table former_assignments;
