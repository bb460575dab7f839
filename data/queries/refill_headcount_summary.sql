-- Counts the people in post on the last day of each period, by the people master, anew.
-- Parameters  $periods text[] (null: all)
delete from headcount_summary
where $periods::text[] is null or list_contains($periods::text[], period_code);

insert into headcount_summary (
    period_code, agency_code, position_class, grade_group, n_employees
)
with in_post as (
    select
        period.period_code, assignment.agency_code, position.position_class, assignment.grade,
        employee.employment_type,
        row_number() over (
            partition by period.period_code, assignment.employee_id
            order by assignment.effective_from desc nulls last
        ) as place
    from period
    join assignment
        on coalesce(assignment.effective_from, date '0001-01-01') <= period.ends_on
        and coalesce(assignment.effective_to, date '9999-12-31') >= period.ends_on
    join employee on employee.employee_id = assignment.employee_id
    left join position on position.position_id = assignment.position_id
    where assignment.assignment_kind = 'definitive'
        and ($periods::text[] is null or list_contains($periods::text[], period.period_code))
)
select
    period_code, agency_code, position_class,
    case
        when employment_type in ('pppk', 'pppk_part_time') then 'PPPK'
        when contains(grade, '/') then split_part(grade, '/', 1)
    end as grade_group,
    count(*) as n_employees
from in_post
where place = 1
group by all
order by period_code, agency_code;
