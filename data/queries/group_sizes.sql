-- How many people with a predicate are in the smallest groups that the filters can name?
-- Grain       one row per agency, kind of post and grade group of the period; the whole institution,
--             because what may be shown to one reader depends on what others are shown (adr/0003)
-- Columns     agency_code text, position_class text, grade_group text, n bigint
-- Parameters  $period text
-- Why         shares are taken over results with a predicate; a result without one is in no share
select agency_code, position_class, grade_group, sum(n)::bigint as n
from predicate_summary
where period_code = $period and predicate is not null
group by agency_code, position_class, grade_group
order by agency_code, position_class, grade_group;
