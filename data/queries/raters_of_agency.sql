-- Who rates in the chosen agency, and with what mix?
-- Grain       one row per rater with results in the agency and period
-- Columns     rater_id bigint, rater_name text (null without the right), rater_position text,
--             unit_name text, n_employees bigint, n_very_good bigint, mean_score double,
--             sd_score double
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean (from the scope),
--             $smallest_group integer, $period, $agency text
-- Why         by post and unit; a rater of fewer people than a group may have leaves the database
--             only for readers who may see the people. The post is the one held on the period's last
--             day: the definitive one, an acting one where there is none, else that of the rater's
--             own appraisal
with rated as (
    select rater_id, employee_id, unit_id, predicate, score
    from result
    where period_code = $period
        and agency_code = $agency
        and rater_id is not null
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
),
posts as (
    select
        own.employee_id as rater_id, position.title, unit.name as unit_name,
        row_number() over (partition by own.employee_id order by own.appraisal_id desc) as place
    from appraisal as own
    left join position on position.position_id = own.position_id
    left join unit on unit.unit_id = own.unit_id
    where own.employee_id in (select rater_id from rated)
        and own.period_code = $period
),
in_master as (
    select
        assignment.employee_id as rater_id, position.title, unit.name as unit_name,
        row_number() over (
            partition by assignment.employee_id
            order by
                assignment.assignment_kind = 'definitive' desc,
                assignment.effective_from desc nulls last
        ) as place
    from assignment
    join period on period.period_code = $period
    left join position on position.position_id = assignment.position_id
    left join unit on unit.unit_id = assignment.unit_id
    where assignment.employee_id in (select rater_id from rated)
        and coalesce(assignment.effective_from, date '0001-01-01') <= period.ends_on
        and coalesce(assignment.effective_to, date '9999-12-31') >= period.ends_on
)
select
    rated.rater_id,
    case when $may_see_names then any_value(employee.name) end as rater_name,
    coalesce(any_value(in_master.title), any_value(posts.title)) as rater_position,
    coalesce(any_value(in_master.unit_name), any_value(posts.unit_name)) as unit_name,
    count(distinct rated.employee_id) as n_employees,
    count(*) filter (where rated.predicate = 'very_good') as n_very_good,
    avg(rated.score) as mean_score,
    stddev_samp(rated.score) as sd_score
from rated
join employee on employee.employee_id = rated.rater_id
left join posts on posts.rater_id = rated.rater_id and posts.place = 1
left join in_master on in_master.rater_id = rated.rater_id and in_master.place = 1
group by rated.rater_id
having $may_see_persons or count(distinct rated.employee_id) >= $smallest_group
order by n_employees desc, rated.rater_id;
