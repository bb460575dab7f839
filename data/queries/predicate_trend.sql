-- How many results of each predicate has each agency in every period of the same kind?
-- Grain       one row per period, agency and predicate that occurs
-- Columns     period_code text, agency_code text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
-- Why         a code shows its kind (2024, 2024-Q1, 2024-07); joining table period costs as much
--             again as the counting
select period_code, agency_code, predicate, sum(n)::bigint as n
from predicate_summary
where length(period_code) = length($period)
    and contains(period_code, 'Q') = contains($period, 'Q')
    and predicate is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by period_code, agency_code, predicate
order by period_code, agency_code, predicate;
