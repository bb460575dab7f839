-- How many results of each predicate has each agency in every period of the same kind?
-- Grain       one row per period, agency and predicate that occurs
-- Columns     period_code text, agency_code text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
with alike as (
    select other.period_code
    from period as chosen
    join period as other on other.kind = chosen.kind
    where chosen.period_code = $period
)
select period_code, agency_code, predicate, sum(n)::bigint as n
from predicate_summary
where period_code in (select period_code from alike)
    and predicate is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by period_code, agency_code, predicate
order by period_code, agency_code, predicate;
