-- How many people are in the smallest groups that the filters can name?
-- Grain       one row per agency, kind of post and grade group of the period; the whole institution,
--             because what may be shown to one reader depends on what others are shown (adr/0003)
-- Columns     agency_code text, position_class text, grade_group text, n bigint
-- Parameters  $period text
select agency_code, position_class, grade_group, sum(n)::bigint as n
from predicate_summary
where period_code = $period
group by agency_code, position_class, grade_group
order by agency_code, position_class, grade_group;
