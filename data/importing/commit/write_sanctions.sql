-- Writes sanctions; a former one of the same person and first day is kept for an undo.
-- Reads       valid_rows, employee, agency_spelling
-- Parameters  $batch_id bigint
create or replace temp table sanctions_of_file as
select
    employee.employee_id, agency_spelling.agency_code, sanction_level as level, sanction_kind,
    first_on as starts_on, last_on as ends_on, decree_number, decree_on, valid_rows.row_id,
    -- A statement without a person is one of its agency.
    to_json({
        'employee_id': employee.employee_id, 'starts_on': first_on,
        'agency_code': if(employee.employee_id is null, agency_spelling.agency_code, null)
    }) as key
from valid_rows
left join employee on employee.nip = valid_rows.nip
left join agency_spelling on agency_spelling.spelling_key = valid_rows.agency_key;

create or replace temp table former_sanctions as
select sanction.*, of_file.key
from sanction
join sanctions_of_file as of_file
    on of_file.employee_id is not distinct from sanction.employee_id
    and of_file.starts_on is not distinct from sanction.starts_on
    and (of_file.employee_id is not null or of_file.agency_code = sanction.agency_code);

insert into batch_change (batch_id, table_name, key, before_value)
select
    $batch_id, 'sanction', of_file.key,
    case
        when former.key is not null then to_json({
            'employee_id': former.employee_id, 'agency_code': former.agency_code,
            'level': former.level, 'sanction_kind': former.sanction_kind,
            'starts_on': former.starts_on, 'ends_on': former.ends_on,
            'decree_number': former.decree_number, 'decree_on': former.decree_on,
            'batch_id': former.batch_id
        })
    end
from sanctions_of_file as of_file
left join former_sanctions as former on former.key = of_file.key
order by of_file.row_id;

delete from sanction
using sanctions_of_file as of_file
where of_file.employee_id is not distinct from sanction.employee_id
    and of_file.starts_on is not distinct from sanction.starts_on
    and (of_file.employee_id is not null or of_file.agency_code = sanction.agency_code);

insert into sanction (
    employee_id, agency_code, level, sanction_kind, starts_on, ends_on, decree_number, decree_on,
    batch_id
)
select
    employee_id, agency_code, level, sanction_kind, starts_on, ends_on, decree_number, decree_on,
    $batch_id
from sanctions_of_file
order by row_id;

drop table sanctions_of_file;
drop table former_sanctions;
