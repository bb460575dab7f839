-- What do the ratings of each cell add up to, fixed effects taken out?
-- Reads       period_effect (period, effect), in score points
-- Grain       one row an employee and rater, in this order
-- Columns     mean double (score points), period_squares double Σ (t − t̄)²,
--             period_products double Σ (t − t̄)(y − ȳ), squares double Σ (y − ȳ)²
-- Parameters  $acting double (score points)
with net as (
    select
        coded.employee,
        coded.rater,
        coded.period::double as t,
        coded.rating - period_effect.effect - case when coded.acting then $acting else 0 end as y
    from coded
    inner join period_effect using (period)
)
select
    avg(y) as mean,
    var_pop(t) * count(*) as period_squares,
    covar_pop(t, y) * count(*) as period_products,
    var_pop(y) * count(*) as squares
from net
group by employee, rater
order by employee, rater;
