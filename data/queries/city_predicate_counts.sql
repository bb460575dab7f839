-- How many results of each predicate has the whole institution?
-- Grain       one row per employment type and predicate that occurs
-- Columns     employment_type text, predicate text, n bigint
-- Parameters  $period, $position_class, $grade_group text
-- Why         the line every agency is compared with; the agency filter and scope do not apply
select employment_type, predicate, sum(n)::bigint as n
from predicate_summary
where period_code = $period
    and predicate is not null
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by employment_type, predicate
order by employment_type, predicate;
