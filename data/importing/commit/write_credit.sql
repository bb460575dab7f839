-- Writes credit points; former ones of the same person, kind and days are kept for an undo.
-- Reads       valid_rows, employee
-- Parameters  $batch_id bigint
-- Why         a row may give the points of a period and the sum after it: two rows of the table
create or replace temp table credit_of_file as
with given as (
    select
        employee.employee_id, valid_rows.row_id, credit_kind,
        case when credit_kind = 'conversion' then first_on end as from_on, last_on as to_on,
        points, functional_level, decree_number, decree_on
    from valid_rows
    join employee on employee.nip = valid_rows.nip
    where points is not null
    union all
    select
        employee.employee_id, valid_rows.row_id, 'cumulated', null, last_on, cumulated,
        functional_level, decree_number, decree_on
    from valid_rows
    join employee on employee.nip = valid_rows.nip
    where cumulated is not null
)
-- Sums of one day in two rows, of two periods that end together: the later row counts.
select *
from given
qualify row_number() over (
    partition by employee_id, credit_kind, from_on, to_on order by row_id desc
) = 1;

insert into batch_change (batch_id, table_name, key, before_value)
select
    $batch_id, 'credit',
    to_json({
        'employee_id': of_file.employee_id, 'kind': of_file.credit_kind, 'from': of_file.from_on,
        'to': of_file.to_on
    }),
    case when former.employee_id is not null then to_json(former) end
from credit_of_file as of_file
left join credit as former
    on former.employee_id = of_file.employee_id and former.credit_kind = of_file.credit_kind
    and former.from_on is not distinct from of_file.from_on and former.to_on = of_file.to_on
order by of_file.row_id, of_file.credit_kind;

delete from credit
using credit_of_file as of_file
where of_file.employee_id = credit.employee_id and of_file.credit_kind = credit.credit_kind
    and of_file.from_on is not distinct from credit.from_on and of_file.to_on = credit.to_on;

insert into credit (
    employee_id, credit_kind, from_on, to_on, points, functional_level, decree_number, decree_on,
    batch_id
)
select
    employee_id, credit_kind, from_on, to_on, points, functional_level, decree_number, decree_on,
    $batch_id
from credit_of_file
order by row_id, credit_kind;

drop table credit_of_file;
