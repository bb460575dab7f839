-- How often does each work-result level meet each behaviour level?
-- Grain       one row per pair of levels that occurs
-- Columns     work_result text, behaviour text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
select work_result, behaviour, sum(n)::bigint as n
from predicate_summary
where period_code = $period
    and work_result is not null
    and behaviour is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by work_result, behaviour
order by work_result, behaviour;
