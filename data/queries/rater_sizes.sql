-- How many people does each rater of an agency rate in the smallest groups other pages show?
-- Grain       one row per rater (null: unknown), unit, kind of post and grade group of the agency
-- Columns     rater_id bigint, unit_id bigint, position_class text, grade_group text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency text
-- Why         as unit_sizes.sql: which raters may be shown depends on what else is; never on a page
select rater_id, unit_id, position_class, grade_group, count(*) as n
from result
where period_code = $period
    and agency_code = $agency
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
group by all
order by all;
