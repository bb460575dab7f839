-- What do the ratings add up to?
-- Grain       one row a rater type, period and whether acting
-- Columns     kind tinyint, period tinyint, acting boolean, n bigint, total double, squares double
--             (about $centre), lowest double, highest double, a_fraction double (some rating that
--             is no whole number, or null)
-- Parameters  $centre double
select
    kind,
    period,
    acting,
    count(*) as n,
    sum(rating - $centre) as total,
    sum((rating - $centre) ** 2) as squares,
    min(rating) as lowest,
    max(rating) as highest,
    min(rating) filter (rating <> round(rating)) as a_fraction
from coded
group by all
order by all;
