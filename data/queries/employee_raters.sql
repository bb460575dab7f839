-- Who rated each person in the current run, how much, and what would have explained it anyway?
-- Grain       one row per person, rater and kind of rater, most ratings first
-- Columns     employee_id bigint, rater_id bigint, rater_type text, rater_name text (null without
--             the right), rater_position text, n_ratings bigint, leniency double,
--             leniency_sd double, link_grade text, verdict text, expected_points double
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean (from the scope),
--             $agency, $position_class, $grade_group text,
--             $employee_ids bigint[] (null: everybody of the scope)
-- Why         ratings are those the run used: of each kind of rater the finest kind of period that
--             more than half of its people have (analytics/response.py), one a period. Expected is
--             the mean of the run's fixed effects over the ratings (period beside the mean of the
--             periods, kind of rater, acting, grade group and kind of post beside their mean over
--             all ratings), in the response's unit
with newest as (
    select run_id, period_kind, response, (settings->>'since')::integer as since
    from analysis_run
    where state = 'done'
    order by run_id desc
    limit 1
),
given as (
    select
        appraisal.employee_id, appraisal.rater_id, period.kind, period.period_code,
        period.year, period.ends_on, appraisal.grade_group, appraisal.position_class,
        newest.period_kind, rater_role = 'acting' as is_acting,
        case rater_role when 'acting' then 'superior' else rater_role end as rater_type
    from appraisal
    join newest on true
    join period on period.period_code = appraisal.period_code
    where rater_id is not null and rater_role <> 'self'
        and (newest.since is null or period.year >= newest.since)
        and case newest.response
            when 'score' then score is not null
            when 'predicate' then predicate is not null
            else true
        end
    group by all
),
covered as (
    select
        rater_type, kind, count(distinct employee_id) as n_people,
        array_position(['month', 'quarter', 'year'], kind) as fineness
    from given
    group by rater_type, kind
),
people as (
    select rater_type, count(distinct employee_id) as n_people from given group by rater_type
),
chosen as (
    select covered.rater_type, covered.kind
    from covered
    join people on people.rater_type = covered.rater_type
    qualify row_number() over (
        partition by covered.rater_type
        order by covered.n_people > people.n_people / 2 desc,
            case when covered.n_people > people.n_people / 2 then 0 else covered.n_people end desc,
            fineness
    ) = 1
),
fixed as (
    select term, estimate,
        case when starts_with(term, 'period:') then estimate - avg(estimate) over (
            partition by starts_with(term, 'period:')
        ) else estimate end as beside
    from run_fixed
    join newest on newest.run_id = run_fixed.run_id
),
used as (
    select
        given.employee_id, given.rater_id, given.rater_type,
        coalesce(dated.beside, 0) + coalesce(typed.beside, 0)
            + case when is_acting then coalesce(stood_in.beside, 0) else 0 end as of_rating,
        coalesce(graded.beside, 0) + coalesce(posted.beside, 0) as of_person
    from given
    join chosen on chosen.rater_type = given.rater_type and chosen.kind = given.kind
    left join fixed as dated on dated.term = 'period:' || year || case period_kind
        when 'quarter' then '-Q' || quarter(ends_on)
        when 'month' then '-' || lpad(month(ends_on)::text, 2, '0')
        else ''
    end
    left join fixed as typed on typed.term = 'type:' || given.rater_type
    left join fixed as stood_in on stood_in.term = 'acting'
    left join fixed as graded on graded.term = 'grade_group=' || grade_group
    left join fixed as posted on posted.term = 'position_class=' || position_class
),
centred as (
    select employee_id, rater_id, rater_type, of_rating + of_person - avg(of_person) over () as fixed
    from used
),
counted as (
    select employee_id, rater_id, rater_type, count(*) as n_ratings, avg(fixed) as expected_points
    from centred
    group by employee_id, rater_id, rater_type
),
latest as (
    select result.employee_id, result.position_class, result.grade_group
    from result
    join period on period.period_code = result.period_code
    qualify row_number() over (
        partition by result.employee_id order by period.ends_on desc, period.kind, appraisal_id desc
    ) = 1
)
select
    counted.employee_id, counted.rater_id, counted.rater_type,
    case when $may_see_names then rater.name end as rater_name,
    rater_result.position_title as rater_position, counted.n_ratings, rater_result.leniency,
    rater_result.leniency_sd, rater_result.link_grade, rater_result.verdict,
    counted.expected_points
from counted
join newest on true
join employee_result
    on employee_result.run_id = newest.run_id
    and employee_result.employee_id = counted.employee_id
left join latest on latest.employee_id = counted.employee_id
left join employee as rater on rater.employee_id = counted.rater_id
left join rater_result
    on rater_result.run_id = newest.run_id and rater_result.rater_id = counted.rater_id
    and rater_result.rater_type = counted.rater_type
where $may_see_persons
    and (
        $agencies::text[] is null
        or list_contains($agencies::text[], employee_result.agency_code)
    )
    and ($agency::text is null or employee_result.agency_code = $agency)
    and ($position_class::text is null or latest.position_class = $position_class)
    and ($grade_group::text is null or latest.grade_group = $grade_group)
    and (
        $employee_ids::bigint[] is null
        or counted.employee_id in (select unnest($employee_ids::bigint[]))
    )
order by counted.employee_id, counted.n_ratings desc, counted.rater_type, counted.rater_id;
