-- Who is one person, and where are they now?
-- Grain       one row; none for a person the reader may not see, or who does not exist
-- Columns     employee_id bigint, is_own boolean, employee_name text (null without the right; never
--             to the person themself), nip text (likewise), employment_type text, agency_code text,
--             agency_name text, unit_name text, position_title text, position_class text,
--             grade text, post_since date
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean, $own_employee_id bigint
--             (from the scope), $employee_id bigint, $on date
-- Why         the gate of every read about one person: whoever may see persons of the agency where
--             the person is now, and always the person themself. Now is the definitive post on the
--             day, without any post on record that of the latest result
with posted as (
    select
        agency_code, unit_id, position_id, null::text as position_class, grade,
        coalesce(position_since, effective_from) as post_since
    from assignment
    where employee_id = $employee_id and assignment_kind = 'definitive'
        and coalesce(effective_from <= $on::date, true)
    order by
        coalesce(effective_to >= $on::date, true) desc, effective_from desc nulls last,
        agency_code desc, unit_id desc
    limit 1
),
latest as (
    select
        result.agency_code, result.unit_id, result.position_id, result.position_class, result.grade,
        null::date as post_since
    from result
    join period on period.period_code = result.period_code
    where result.employee_id = $employee_id
    order by period.ends_on desc, period.kind, appraisal_id desc
    limit 1
),
place as (
    select agency_code, unit_id, position_id, position_class, grade, post_since
    from (
        select 1 as rank, agency_code, unit_id, position_id, position_class, grade, post_since
        from posted
        union all
        select 2, agency_code, unit_id, position_id, position_class, grade, post_since
        from latest
        order by rank
        limit 1
    )
)
select
    employee.employee_id,
    coalesce(employee.employee_id = $own_employee_id::bigint, false) as is_own,
    case
        when $may_see_names or employee.employee_id = $own_employee_id::bigint then employee.name
    end as employee_name,
    case
        when $may_see_names or employee.employee_id = $own_employee_id::bigint then employee.nip
    end as nip,
    employee.employment_type, place.agency_code, agency.name as agency_name,
    unit.name as unit_name, position.title as position_title,
    coalesce(place.position_class, position.position_class) as position_class, place.grade,
    place.post_since
from employee
left join place on true
left join agency on agency.agency_code = place.agency_code
left join unit on unit.unit_id = place.unit_id
left join position on position.position_id = place.position_id
where employee.employee_id = $employee_id
    and (
        employee.employee_id = $own_employee_id::bigint
        or (
            $may_see_persons
            and (
                $agencies::text[] is null
                or list_contains($agencies::text[], place.agency_code)
            )
        )
    );
