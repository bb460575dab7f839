-- Without units, which rater stands for the home of each employee?
-- Grain       one row an employee, in the order of codes
-- Columns     employee integer, unit integer (the rater element)
-- Parameters  $kind tinyint (superiors; null: all types, where there are no superiors)
with able as (
    select employee, rater, period from coded where $kind is null or kind = $kind
),
earliest as (
    select employee, min(period) as period from able group by employee
),
counted as (
    select able.employee, able.rater, count(*) as n
    from able
    inner join earliest on earliest.employee = able.employee and earliest.period = able.period
    group by all
)
select employee, arg_min(rater, (-n, rater)) as unit
from counted
group by employee
order by employee;
