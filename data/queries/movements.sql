-- How did the same people move between predicates from the year before?
-- Grain       one row per agency (of the later year) and pair of predicates that occurs
-- Columns     previous_period_code text, agency_code text, previous_predicate text,
--             predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
select
    previous_period_code, agency_code, previous_predicate, predicate, sum(n)::bigint as n
from movement_summary
where period_code = $period
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by previous_period_code, agency_code, previous_predicate, predicate
order by agency_code, previous_predicate, predicate;
