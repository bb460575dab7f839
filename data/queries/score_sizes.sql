-- How many people with a score are in the smallest groups that the filters can name?
-- Grain       one row per scale, agency, kind of post and grade group of the period; the whole
--             institution
-- Columns     score_scale smallint, agency_code text, position_class text, grade_group text, n bigint
-- Parameters  $period text
-- Why         as group_sizes.sql, for scores: each scale is a figure of its own (R3.9)
select score_scale, agency_code, position_class, grade_group, sum(n)::bigint as n
from score_summary
where period_code = $period
group by score_scale, agency_code, position_class, grade_group
order by score_scale, agency_code, position_class, grade_group;
