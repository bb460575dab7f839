-- How many results of each predicate has each grade_group?
-- Grain       one row per grade_group and predicate that occurs
-- Columns     grade_group text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
select grade_group, predicate, sum(n)::bigint as n
from predicate_summary
where period_code = $period
    and predicate is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by grade_group, predicate
order by grade_group, predicate;
