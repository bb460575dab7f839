-- What was measured of each person's work by others than the superior?
-- Grain       one row per person, year and kind of measure
-- Columns     employee_id bigint, year bigint, family text (targets, project_time,
--             project_quality), value double (higher is better), n bigint,
--             n_by_superior bigint (verified targets left out)
-- Why         for the run alone. Targets count where somebody verified them and neither source nor
--             verifier is a superior: the same person would speak twice. Realised over target takes
--             its place among everybody with the same indicator (ten at least, else nothing is known
--             of that) as ln(p / (1 - p)), so that one odd figure decides nothing. A project counts
--             in the year it was planned to end: finished by then or not; quality as others
--             verified it, 0 to 1
with verified as (
    select
        target.employee_id, period.year,
        lower(trim(target.indicator)) as indicator,
        regexp_matches(
            lower(concat_ws(' ', target.data_source, target.verified_by)),
            '\b(atasan|pimpinan|kepala|penilai|ketua tim)\b'
        ) as is_by_superior,
        case
            when target.target_direction = 'exactly'
                then -abs(target.realised_value - target.target_value)
            else case target.target_direction when 'at_most' then -1 else 1 end
                * target.realised_value / coalesce(nullif(abs(target.target_value), 0), 1)
        end as reached
    from performance_target as target
    join period on period.period_code = target.period_code
    where target.verified_by is not null
        and target.target_value is not null and target.realised_value is not null
),
placed as (
    select
        employee_id, year, is_by_superior, count(*) over same as n_same,
        -- ties share the middle of their places
        (
            rank() over (partition by indicator, is_by_superior order by reached)
            + (count(*) over (partition by indicator, is_by_superior, reached) - 1) / 2 - 0.5
        ) / count(*) over same as p
    from verified
    window same as (partition by indicator, is_by_superior)
),
beside as (
    select
        employee_id, year, is_by_superior, n_same, ln(p / (1 - p)) as value
    from placed
),
measures as (
    select
        employee_id, year, 'targets' as family,
        -- rounded: threads add in any order, and the same data shall give the same figures
        round(avg(value) filter (where not is_by_superior and n_same >= 10), 9) as value,
        count(*) filter (where not is_by_superior and n_same >= 10) as n,
        count(*) filter (where is_by_superior) as n_by_superior
    from beside
    group by employee_id, year
    union all
    select
        member.employee_id, year(project.planned_end), 'project_time',
        round(
            avg((project.real_end is not null and project.real_end <= project.planned_end)::integer),
            9
        ),
        count(*), 0
    from (select distinct project_id, employee_id from project_member) as member
    join project on project.project_id = member.project_id
    where project.real_end is not null
        or (project.state = 'stalled' and project.planned_end is not null)
    group by all
    union all
    select
        member.employee_id, year(coalesce(project.planned_end, project.real_end)),
        'project_quality', round(avg(project.verified_quality / 100), 9), count(*), 0
    from (select distinct project_id, employee_id from project_member) as member
    join project on project.project_id = member.project_id
    where project.verified_quality is not null and project.verified_by is not null
        and not regexp_matches(
            lower(project.verified_by), '\b(atasan|pimpinan|kepala|penilai|ketua tim)\b'
        )
    group by all
)
select employee_id, year, family, value, n, n_by_superior
from measures
where year is not null and (value is not null or n_by_superior > 0)
order by employee_id, year, family;
