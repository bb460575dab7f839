-- How many results of each predicate has each position_class?
-- Grain       one row per position_class and predicate that occurs
-- Columns     position_class text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
select position_class, predicate, sum(n)::bigint as n
from predicate_summary
where period_code = $period
    and predicate is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by position_class, predicate
order by position_class, predicate;
