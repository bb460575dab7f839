-- How many results of each predicate has each agency?
-- Grain       one row per agency and predicate; a predicate nobody received is there with 0
-- Columns     agency_code text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
with counted as (
    select agency_code, predicate, sum(n)::bigint as n
    from predicate_summary
    where period_code = $period
        and predicate is not null
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
        and ($agency::text is null or agency_code = $agency)
        and ($position_class::text is null or position_class = $position_class)
        and ($grade_group::text is null or grade_group = $grade_group)
    group by agency_code, predicate
),
steps as (
    select unnest(['very_good', 'good', 'needs_improvement', 'poor', 'very_poor']) as predicate
),
grid as (
    select agencies_seen.agency_code, steps.predicate
    from (select distinct agency_code from counted) as agencies_seen, steps
)
select grid.agency_code, grid.predicate, coalesce(counted.n, 0) as n
from grid
left join counted
    on counted.agency_code is not distinct from grid.agency_code
    and counted.predicate = grid.predicate
order by grid.agency_code, grid.predicate;
