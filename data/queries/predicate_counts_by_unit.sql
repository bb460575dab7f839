-- How many results of each predicate has each unit of the chosen agency?
-- Grain       one row per unit and predicate that occurs
-- Columns     unit_id bigint, unit_name text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
select result.unit_id, unit.name as unit_name, result.predicate, count(*) as n
from result
left join unit on unit.unit_id = result.unit_id
where result.period_code = $period
    and result.agency_code = $agency
    and result.predicate is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], result.agency_code))
    and ($position_class::text is null or result.position_class = $position_class)
    and ($grade_group::text is null or result.grade_group = $grade_group)
group by all
order by unit_name, result.predicate;
