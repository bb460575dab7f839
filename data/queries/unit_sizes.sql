-- How many people of each unit of an agency have a result with a predicate?
-- Grain       one row per unit, kind of post and grade group of the agency and period
-- Columns     unit_id bigint, unit_name text, position_class text, grade_group text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency text
select
    result.unit_id, unit.name as unit_name, result.position_class, result.grade_group,
    count(*) as n
from result
left join unit on unit.unit_id = result.unit_id
where result.period_code = $period
    and result.agency_code = $agency
    and result.predicate is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], result.agency_code))
group by all
order by unit_name, result.position_class, result.grade_group;
