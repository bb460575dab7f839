-- How was one person rated by superiors, by whom, and where were both at that time?
-- Grain       one row per appraisal by a superior, acting ones included, oldest first
-- Columns     period_code text, kind text, year integer, ends_on date, is_result boolean (the one
--             that counts), agency_code text, agency_name text, unit_name text,
--             position_title text, position_class text, grade text, rater_number bigint (1 is the
--             first rater, 2 the next), rater_id bigint (for readers of persons alone),
--             rater_role text, rater_name text (null without the right; the person rated sees who
--             rated), rater_position text, rater_unit_name text, work_result text, behaviour text,
--             predicate text, score double, score_scale smallint, set_on date, feedback_text text,
--             n_same_text bigint (other people to whom the rater wrote the same in the period)
-- Parameters  $may_see_names, $may_see_persons, $is_own boolean (from the scope),
--             $employee_id bigint (null: nobody, see employee_profile)
-- Why         a rater's post is the one held at the end of the period, acting for acting; without
--             one on record that of the rater's latest own result
with given as (
    select
        appraisal.appraisal_id, appraisal.period_code, period.kind, period.year, period.ends_on,
        appraisal.is_result, appraisal.agency_code, appraisal.unit_id, appraisal.position_id,
        appraisal.position_class, appraisal.grade, appraisal.rater_id, appraisal.rater_role,
        work_result, behaviour, predicate, score, score_scale, set_on,
        case when regexp_matches(feedback_text, '\S') then feedback_text end as feedback_text
    from appraisal
    join period on period.period_code = appraisal.period_code
    where appraisal.employee_id = $employee_id and rater_role in ('superior', 'acting')
),
first_seen as (
    select rater_id, row_number() over (order by min(ends_on), rater_id) as rater_number
    from given
    where rater_id is not null
    group by rater_id
),
held as (
    select given.appraisal_id, assignment.unit_id, assignment.position_id
    from given
    join assignment
        on assignment.employee_id = given.rater_id
        and coalesce(assignment.effective_from <= given.ends_on, true)
        and coalesce(assignment.effective_to >= given.ends_on - interval 2 month, true)
    qualify row_number() over (
        partition by given.appraisal_id
        order by
            (assignment_kind = 'acting') = (given.rater_role = 'acting') desc,
            coalesce(assignment.effective_to >= given.ends_on, true) desc,
            effective_from desc nulls last, assignment.agency_code, assignment.unit_id
    ) = 1
),
own_result as (
    select result.employee_id as rater_id, result.unit_id, result.position_id
    from result
    join period on period.period_code = result.period_code
    where result.employee_id in (select rater_id from first_seen)
    qualify row_number() over (
        partition by result.employee_id order by period.ends_on desc, period.kind, appraisal_id desc
    ) = 1
),
same_text as (
    select given.appraisal_id, count(distinct other.employee_id) as n_same_text
    from given
    join appraisal as other
        on other.rater_id = given.rater_id and other.period_code = given.period_code
        and other.employee_id <> $employee_id
        and lower(trim(regexp_replace(other.feedback_text, '\s+', ' ', 'g')))
            = lower(trim(regexp_replace(given.feedback_text, '\s+', ' ', 'g')))
    group by given.appraisal_id
)
select
    given.period_code, given.kind, given.year, given.ends_on, given.is_result, given.agency_code,
    agency.name as agency_name, unit.name as unit_name, position.title as position_title,
    coalesce(given.position_class, position.position_class) as position_class, given.grade,
    first_seen.rater_number,
    case when $may_see_persons then given.rater_id end as rater_id, given.rater_role,
    case when $may_see_names or $is_own then rater.name end as rater_name,
    rater_post.title as rater_position, rater_unit.name as rater_unit_name,
    given.work_result, given.behaviour, given.predicate, given.score, given.score_scale,
    given.set_on, given.feedback_text, coalesce(same_text.n_same_text, 0) as n_same_text
from given
left join first_seen on first_seen.rater_id = given.rater_id
left join held on held.appraisal_id = given.appraisal_id
left join own_result on own_result.rater_id = given.rater_id
left join same_text on same_text.appraisal_id = given.appraisal_id
left join agency on agency.agency_code = given.agency_code
left join unit on unit.unit_id = given.unit_id
left join position on position.position_id = given.position_id
left join employee as rater on rater.employee_id = given.rater_id
left join position as rater_post
    on rater_post.position_id = coalesce(held.position_id, own_result.position_id)
left join unit as rater_unit
    on rater_unit.unit_id
        = case when held.appraisal_id is null then own_result.unit_id else held.unit_id end
order by given.ends_on, given.kind desc, given.is_result, given.appraisal_id;
