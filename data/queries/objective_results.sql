-- What did each person achieve: targets reached, projects on time, quality that others verified?
-- Grain       one row per person with a target or a project of the years
-- Columns     employee_id bigint, n_targets bigint, n_reported bigint, n_reached bigint,
--             n_verified bigint, n_verified_reached bigint, n_projects bigint,
--             n_projects_due bigint, n_projects_on_time bigint, n_projects_verified bigint,
--             verified_quality double, n_projects_led bigint
-- Parameters  $agencies text[], $may_see_persons boolean (from the scope), $agency,
--             $position_class, $grade_group text, $years integer[] (null: all), $on date
-- Why         a target without a readable number is not reported, not missed; a project belongs to
--             the year of its planned end, is due once that day or its real end has come, and is
--             on time if it was finished by then. Quality is that of verified projects alone
with targets as (
    select
        target.employee_id, target.verified_by is not null as is_verified,
        target.target_value is not null and target.realised_value is not null as is_reported,
        case target.target_direction
            when 'at_most' then target.realised_value <= target.target_value
            when 'exactly' then target.realised_value = target.target_value
            else target.realised_value >= target.target_value
        end as is_reached
    from performance_target as target
    join period on period.period_code = target.period_code
    where ($years::integer[] is null or list_contains($years::integer[], period.year))
        and period.ends_on <= $on::date
),
of_targets as (
    select
        employee_id, count(*) as n_targets,
        count(*) filter (is_reported) as n_reported,
        count(*) filter (is_reported and is_reached) as n_reached,
        count(*) filter (is_reported and is_verified) as n_verified,
        count(*) filter (is_reported and is_verified and is_reached) as n_verified_reached
    from targets
    group by employee_id
),
memberships as (
    select
        employee_id, project_id, bool_or(coalesce(role = 'leader', false)) as is_leader
    from project_member
    group by employee_id, project_id
),
of_projects as (
    select
        memberships.employee_id, count(*) as n_projects,
        count(*) filter (least(planned_end, real_end) <= $on::date) as n_projects_due,
        count(*) filter (real_end <= planned_end and real_end <= $on::date) as n_projects_on_time,
        count(verified_quality) as n_projects_verified,
        avg(verified_quality) as verified_quality,
        count(*) filter (is_leader) as n_projects_led
    from memberships
    join project on project.project_id = memberships.project_id
    where (
            $years::integer[] is null
            or list_contains($years::integer[], year(coalesce(planned_end, real_end, planned_start)))
        )
        and coalesce(planned_start <= $on::date, true)
    group by memberships.employee_id
),
posted as (
    -- where the person is now: the definitive post on the day, else the latest result
    select assignment.employee_id, assignment.agency_code, position_class, grade
    from assignment
    left join position on position.position_id = assignment.position_id
    where assignment_kind = 'definitive' and coalesce(effective_from <= $on::date, true)
        and coalesce(effective_to >= $on::date, true)
    qualify row_number() over (
        partition by assignment.employee_id
        order by effective_from desc nulls last, effective_to nulls first,
            assignment.agency_code desc, unit_id desc
    ) = 1
    union all
    select result.employee_id, result.agency_code, result.position_class, result.grade
    from result
    join period on period.period_code = result.period_code
    where period.ends_on <= $on::date
        and result.employee_id not in (select employee_id from assignment)
    qualify row_number() over (
        partition by result.employee_id order by period.ends_on desc, period.kind, appraisal_id desc
    ) = 1
)
select
    posted.employee_id, coalesce(n_targets, 0) as n_targets, coalesce(n_reported, 0) as n_reported,
    coalesce(n_reached, 0) as n_reached, coalesce(n_verified, 0) as n_verified,
    coalesce(n_verified_reached, 0) as n_verified_reached, coalesce(n_projects, 0) as n_projects,
    coalesce(n_projects_due, 0) as n_projects_due,
    coalesce(n_projects_on_time, 0) as n_projects_on_time,
    coalesce(n_projects_verified, 0) as n_projects_verified, verified_quality,
    coalesce(n_projects_led, 0) as n_projects_led
from posted
join employee on employee.employee_id = posted.employee_id
left join of_targets on of_targets.employee_id = posted.employee_id
left join of_projects on of_projects.employee_id = posted.employee_id
where $may_see_persons and coalesce(n_targets, n_projects) is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], posted.agency_code))
    and ($agency::text is null or posted.agency_code = $agency)
    and ($position_class::text is null or posted.position_class = $position_class)
    and (
        $grade_group::text is null
        or case
            when employee.employment_type in ('pppk', 'pppk_part_time') then 'PPPK'
            when contains(posted.grade, '/') then split_part(posted.grade, '/', 1)
        end = $grade_group
    )
order by posted.employee_id;
