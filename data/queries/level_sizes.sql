-- How many people with both levels are in the smallest groups that the filters can name?
-- Grain       one row per agency, kind of post and grade group of the period; the whole institution
-- Columns     agency_code text, position_class text, grade_group text, n bigint
-- Parameters  $period text
-- Why         as group_sizes.sql, for the table of levels, which counts other people
select agency_code, position_class, grade_group, sum(n)::bigint as n
from predicate_summary
where period_code = $period and work_result is not null and behaviour is not null
group by agency_code, position_class, grade_group
order by agency_code, position_class, grade_group;
