-- Who rated items in one agency, by post?
-- Grain       one row per rater of `item_ratings`
-- Columns     rater_id bigint, rater_name text (null without the right), rater_position text,
--             unit_name text, n_employees bigint
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean (from the scope), $agency text
-- Why         the post is that of the rater's own latest appraisal inside the agency; a rater from
--             elsewhere is counted and not described
with rated as (
    select appraisal.rater_id, count(distinct appraisal.employee_id) as n_employees
    from appraisal
    where appraisal.agency_code = $agency
        and ($agencies::text[] is null or list_contains($agencies::text[], appraisal.agency_code))
        and $may_see_persons
        and appraisal.rater_id is not null
        and exists (
            select 1 from appraisal_item
            where appraisal_item.appraisal_id = appraisal.appraisal_id
                and appraisal_item.level is not null
        )
    group by appraisal.rater_id
),
posts as (
    select own.employee_id as rater_id, position.title, unit.name as unit_name
    from appraisal as own
    join rated on rated.rater_id = own.employee_id
    join period on period.period_code = own.period_code
    left join position on position.position_id = own.position_id
    left join unit on unit.unit_id = own.unit_id
    where own.agency_code = $agency
    qualify row_number() over (
        partition by own.employee_id
        order by period.ends_on desc, period.kind, own.appraisal_id desc
    ) = 1
)
select
    rated.rater_id, case when $may_see_names then employee.name end as rater_name,
    posts.title as rater_position, posts.unit_name, rated.n_employees
from rated
join employee on employee.employee_id = rated.rater_id
left join posts on posts.rater_id = rated.rater_id
order by rated.rater_id;
