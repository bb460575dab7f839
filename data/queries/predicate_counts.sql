-- How many results of each predicate has each agency?
-- Grain       one row per agency and predicate; a predicate nobody received is there with 0
-- Columns     agency_code text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
-- Why         five sums side by side cost half of a grid that counts are joined to
with counted as (
    select
        agency_code,
        [
            sum(n) filter (where predicate = 'good'),
            sum(n) filter (where predicate = 'needs_improvement'),
            sum(n) filter (where predicate = 'poor'),
            sum(n) filter (where predicate = 'very_good'),
            sum(n) filter (where predicate = 'very_poor')
        ] as sums
    from predicate_summary
    where period_code = $period
        and predicate is not null
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
        and ($agency::text is null or agency_code = $agency)
        and ($position_class::text is null or position_class = $position_class)
        and ($grade_group::text is null or grade_group = $grade_group)
    group by agency_code
    order by agency_code
)
select
    agency_code,
    unnest(['good', 'needs_improvement', 'poor', 'very_good', 'very_poor']) as predicate,
    coalesce(unnest(sums), 0)::bigint as n
from counted
order by agency_code, predicate;
