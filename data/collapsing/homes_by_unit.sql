-- Where is each employee at home: earliest period, then most ratings, then smallest text?
-- Grain       one row an employee with a known unit, in the order of codes
-- Columns     employee integer, unit integer
with earliest as (
    select employee, min(period) as period from coded where unit is not null group by employee
),
counted as (
    select coded.employee, coded.unit, count(*) as n
    from coded
    inner join earliest on earliest.employee = coded.employee and earliest.period = coded.period
    where coded.unit is not null
    group by all
)
select employee, arg_min(unit, (-n, unit)) as unit
from counted
group by employee
order by employee;
