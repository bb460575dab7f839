-- How many ratings of each period have the cells in which periods repeat?
-- Grain       one row a cell and period, in the order of cells
-- Columns     place bigint (of the cell), period tinyint, n bigint
with numbered as (
    select employee, rater, row_number() over (order by employee, rater) - 1 as place, n, periods
    from cell
)
select numbered.place, coded.period, count(*) as n
from coded
inner join numbered on numbered.employee = coded.employee and numbered.rater = coded.rater
where bit_count(numbered.periods) < numbered.n
group by all
order by numbered.place, coded.period;
