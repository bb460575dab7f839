-- What did the current run find about each person, and who rated them most?
-- Grain       one row per person of the run
-- Columns     employee_id bigint, employee_name text (null without the right), agency_code text,
--             agency_name text, unit_name text (of the latest result), n_ratings bigint,
--             raw_mean double, adjusted double, adjusted_sd double, link_grade text,
--             component bigint, rank_lower bigint, rank_median bigint, rank_upper bigint,
--             top_probability double, home_unit_id bigint, home_unit_name text,
--             home_agency_code text, n_raters bigint, main_rater_id bigint,
--             main_rater_name text (null without the right), main_rater_position text,
--             main_rater_n_ratings bigint, main_rater_share double, main_rater_leniency double,
--             main_rater_leniency_sd double, main_rater_link_grade text, main_rater_verdict text
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean (from the scope),
--             $agency, $position_class, $grade_group text,
--             $employee_ids bigint[] (null: everybody of the scope)
-- Why         the main rater is the superior, acting ones included, of most ratings in periods of
--             the run's kind; of several the latest, then the smaller id
with newest as (
    select run_id, period_kind, (settings->>'since')::integer as since
    from analysis_run
    where state = 'done'
    order by run_id desc
    limit 1
),
found as (
    select employee_result.*, newest.period_kind, newest.since
    from employee_result
    join newest on newest.run_id = employee_result.run_id
    where $may_see_persons
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
        and ($agency::text is null or agency_code = $agency)
        and (
            $employee_ids::bigint[] is null
            or employee_id in (select unnest($employee_ids::bigint[]))
        )
),
latest as (
    select result.employee_id, result.unit_id, result.position_class, result.grade_group
    from result
    join period on period.period_code = result.period_code
    where result.employee_id in (select employee_id from found)
    qualify row_number() over (
        partition by result.employee_id order by period.ends_on desc, period.kind, appraisal_id desc
    ) = 1
),
rated as (
    select
        appraisal.employee_id, appraisal.rater_id, count(*) as n_ratings,
        max(period.ends_on) as last_on
    from appraisal
    join found on found.employee_id = appraisal.employee_id
    join period on period.period_code = appraisal.period_code and period.kind = found.period_kind
    where rater_role in ('superior', 'acting') and rater_id is not null
        and (found.since is null or period.year >= found.since)
    group by appraisal.employee_id, appraisal.rater_id
),
main as (
    select
        employee_id, count(*) as n_raters,
        arg_max(rater_id, (n_ratings, last_on, -rater_id)) as rater_id, max(n_ratings) as n_ratings,
        max(n_ratings) / sum(n_ratings) as share
    from rated
    group by employee_id
)
select
    found.employee_id,
    case when $may_see_names then employee.name end as employee_name,
    found.agency_code, agency.name as agency_name, unit.name as unit_name, found.n_ratings,
    raw_mean, adjusted, adjusted_sd, found.link_grade, found.component, rank_lower, rank_median,
    rank_upper, top_probability, home_unit_id, home.name as home_unit_name,
    home.agency_code as home_agency_code, coalesce(main.n_raters, 0) as n_raters,
    main.rater_id as main_rater_id,
    case when $may_see_names then rater.name end as main_rater_name,
    rater_result.position_title as main_rater_position, main.n_ratings as main_rater_n_ratings,
    main.share as main_rater_share, rater_result.leniency as main_rater_leniency,
    rater_result.leniency_sd as main_rater_leniency_sd,
    rater_result.link_grade as main_rater_link_grade, rater_result.verdict as main_rater_verdict
from found
left join latest on latest.employee_id = found.employee_id
left join employee on employee.employee_id = found.employee_id
left join agency on agency.agency_code = found.agency_code
left join unit on unit.unit_id = latest.unit_id
left join unit as home on home.unit_id = found.home_unit_id
left join main on main.employee_id = found.employee_id
left join employee as rater on rater.employee_id = main.rater_id
left join rater_result
    on rater_result.run_id = found.run_id and rater_result.rater_id = main.rater_id
    and rater_result.rater_type = 'superior'
where ($position_class::text is null or latest.position_class = $position_class)
    and ($grade_group::text is null or latest.grade_group = $grade_group)
order by adjusted desc, found.employee_id;
