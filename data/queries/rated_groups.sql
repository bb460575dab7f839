-- How many results of each predicate and pair of levels has each kind of people?
-- Grain       one row per kind of post, grade group, type of employment, levels and predicate that
--             occur together
-- Columns     position_class text, grade_group text, employment_type text, work_result text,
--             behaviour text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
-- Why         one grouping costs as much as all of them; the few rows are added up by what is drawn
select
    position_class, grade_group, employment_type, work_result, behaviour, predicate,
    sum(n)::bigint as n
from predicate_summary
where period_code = $period
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by all
order by all;
