-- Which raters share people with one rater?
-- Grain       one row per other rater and type, most shared people first
-- Columns     other_id bigint, other_type text, other_position text, other_agency_code text,
--             other_unit_name text, other_name text (null without the right), other_link_grade text,
--             n_employees bigint, is_in_scope boolean
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean, $smallest_group integer
--             (from the scope), $rater_id bigint, $rater_type text
-- Why         a rater outside the reader's agencies is counted but not described
select
    case when in_scope.yes then found.other_id end as other_id, found.other_type,
    case when in_scope.yes then other.position_title end as other_position,
    case when in_scope.yes then other.agency_code end as other_agency_code,
    case when in_scope.yes then unit.name end as other_unit_name,
    case when $may_see_names and in_scope.yes then employee.name end as other_name,
    case when in_scope.yes then other.link_grade end as other_link_grade, found.n_employees, in_scope.yes as is_in_scope
from rater_link as found
join rater_result as other
    on other.run_id = found.run_id
    and other.rater_id = found.other_id
    and other.rater_type = found.other_type
cross join lateral (
    select coalesce(
        $agencies::text[] is null or list_contains($agencies::text[], other.agency_code), false
    ) as yes
) as in_scope
left join unit on unit.unit_id = other.unit_id
left join employee on employee.employee_id = found.other_id
where found.run_id = (select max(run_id) from analysis_run where state = 'done')
    and found.rater_id = $rater_id
    and found.rater_type = $rater_type
    and exists (
        select 1 from rater_result
        where rater_result.run_id = found.run_id
            and rater_result.rater_id = found.rater_id
            and rater_result.rater_type = found.rater_type
            and ($agencies::text[] is null
                or list_contains($agencies::text[], rater_result.agency_code))
            and ($may_see_persons or rater_result.n_employees >= $smallest_group)
    )
order by found.n_employees desc, found.other_id, found.other_type;
