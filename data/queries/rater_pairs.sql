-- Whom does one rater rate otherwise than both are like elsewhere?
-- Grain       one row per person, furthest apart first; few people a rater
-- Columns     employee_position text, employee_unit text, employee_name text (null without the right),
--             n_ratings bigint, estimate double (positive: rated higher)
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean, $smallest_group integer
--             (from the scope), $rater_id bigint, $rater_type text
-- Why         about single people: only for readers who may see them. The post is that of the person's
--             latest result inside the reader's agencies; others are counted and not described
with shown as (
    select found.employee_id, found.n_ratings, found.estimate
    from rater_pair as found
    where found.run_id = (select max(run_id) from analysis_run where state = 'done')
        and found.rater_id = $rater_id
        and found.rater_type = $rater_type
        and $may_see_persons
        and exists (
            select 1 from rater_result
            where rater_result.run_id = found.run_id
                and rater_result.rater_id = found.rater_id
                and rater_result.rater_type = found.rater_type
                and ($agencies::text[] is null
                    or list_contains($agencies::text[], rater_result.agency_code))
                and ($may_see_persons or rater_result.n_employees >= $smallest_group)
        )
),
posts as (
    select result.employee_id, position.title, unit.name as unit_name
    from result
    join shown on shown.employee_id = result.employee_id
    join period on period.period_code = result.period_code
    left join position on position.position_id = result.position_id
    left join unit on unit.unit_id = result.unit_id
    where $agencies::text[] is null or list_contains($agencies::text[], result.agency_code)
    qualify row_number() over (
        partition by result.employee_id
        order by period.ends_on desc, period.kind, result.appraisal_id desc
    ) = 1
)
select
    posts.title as employee_position, posts.unit_name as employee_unit,
    case when $may_see_names and posts.employee_id is not null then employee.name end
        as employee_name,
    shown.n_ratings, shown.estimate
from shown
left join posts on posts.employee_id = shown.employee_id
left join employee on employee.employee_id = shown.employee_id
order by abs(shown.estimate) desc, shown.employee_id;
