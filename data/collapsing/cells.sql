-- Ratings collapsed to cells of one employee and one rater.
-- Makes       cell: employee, rater integer, n integer, total double (about $centre), n_acting
--             integer, periods bigint (a bit a period), in the order of employee and rater
-- Parameters  $centre double
create or replace table cell as
select
    employee,
    rater,
    count(*)::integer as n,
    sum(rating - $centre) as total,
    count(*) filter (acting)::integer as n_acting,
    bit_or(1::bigint << period) as periods
from coded
group by employee, rater
order by employee, rater;
