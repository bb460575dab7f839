-- Codes of those alone who are left: after rows were left out, or where raters have types.
-- Makes       coded anew; employee_text (code, text), rater_text (code, kind, text), unit_text
--             (code, text): what each code stands for
-- Why         a rater element is one type and id: who rates as superior and as peer is two
create or replace table employee_now as
with used as (select distinct employee from coded)
select employee, (row_number() over (order by employee) - 1)::integer as code from used;

create or replace table rater_now as
with used as (select distinct kind, rater from coded)
select kind, rater, (row_number() over (order by kind, rater) - 1)::integer as code from used;

create or replace table coded as
select
    employee_now.code as employee,
    rater_now.code as rater,
    coded.unit,
    coded.period,
    coded.kind,
    coded.acting,
    coded.rating
from coded
inner join employee_now using (employee)
inner join rater_now using (kind, rater);

create or replace view employee_text as
select employee_now.code, employee_id.text
from employee_now
inner join employee_id on employee_id.code = employee_now.employee and employee_id.is_first;

create or replace view rater_text as
select rater_now.code, rater_now.kind, rater_id.text
from rater_now
inner join rater_id on rater_id.code = rater_now.rater and rater_id.is_first;
