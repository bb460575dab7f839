-- How many people with a predicate in two years are in the smallest groups the filters can name?
-- Grain       one row per agency, kind of post and grade group of the later year; the whole
--             institution
-- Columns     agency_code text, position_class text, grade_group text, n bigint
-- Parameters  $period text
-- Why         as group_sizes.sql, for movements: who came or left within the year is not among them
select agency_code, position_class, grade_group, sum(n)::bigint as n
from movement_summary
where period_code = $period
group by agency_code, position_class, grade_group
order by agency_code, position_class, grade_group;
