-- Whom is a calibration about, and what do their results say?
-- Grain       one row per person with a result in the period and agency (or unit), in an order that
--             no reading and no right changes: an editor keeps edits by place
-- Columns     employee_id bigint, employee_name text, nip text (both null without the right),
--             unit_id bigint, unit_name text, position_title text, position_class text,
--             grade_group text, employment_type text, rater_id bigint,
--             rater_name text (null without the right), rater_position text,
--             rater_verdict text (of the current run; null without one), score double,
--             predicate text, previous_period_code text, previous_predicate text,
--             previous_rater_id bigint, potential text, potential_score double
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean (from the scope),
--             $period, $agency text, $unit_id bigint (null: the whole agency),
--             $on date (assessments of potential valid then)
-- Why         the last cycle is the period of the same kind just before, whatever the agency then
with own as (
    select
        employee_id, unit_id, position_id, position_class, grade_group, employment_type, rater_id,
        score, predicate
    from result
    where $may_see_persons
        and period_code = $period
        and agency_code = $agency
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
        and ($unit_id::bigint is null or unit_id = $unit_id)
),
before as (
    select earlier.period_code
    from period as earlier
    join period as this
        on this.period_code = $period and earlier.kind = this.kind
        and earlier.ends_on < this.ends_on
    order by earlier.ends_on desc
    limit 1
),
previous as (
    select result.employee_id, result.period_code, result.predicate, result.rater_id
    from result
    join before on before.period_code = result.period_code
    where result.employee_id in (select employee_id from own)
),
posts as (
    select appraisal.employee_id as rater_id, position.title
    from appraisal
    join position on position.position_id = appraisal.position_id
    where appraisal.period_code = $period
        and appraisal.employee_id in (select rater_id from own)
    qualify row_number() over (
        partition by appraisal.employee_id order by appraisal.is_result desc, appraisal_id desc
    ) = 1
),
in_master as (
    select assignment.employee_id as rater_id, position.title
    from assignment
    join period on period.period_code = $period
    join position on position.position_id = assignment.position_id
    where assignment.employee_id in (select rater_id from own)
        and coalesce(effective_from, date '0001-01-01') <= period.ends_on
        and coalesce(effective_to, date '9999-12-31') >= period.ends_on
    qualify row_number() over (
        partition by assignment.employee_id
        order by assignment_kind = 'definitive' desc, effective_from desc nulls last
    ) = 1
),
assessed as (
    select
        employee_id,
        -- one assessment gives both, so that level and score are of one day
        arg_max({'level': potential, 'score': potential_score}, assessed_on) as potential
    from competence
    where employee_id in (select employee_id from own)
        and assessed_on <= $on::date
        and coalesce(valid_until >= $on::date, true)
        and (potential is not null or potential_score is not null)
    group by employee_id
)
select
    own.employee_id,
    case when $may_see_names then employee.name end as employee_name,
    case when $may_see_names then employee.nip end as nip,
    own.unit_id, unit.name as unit_name, position.title as position_title, own.position_class,
    own.grade_group, own.employment_type, own.rater_id,
    case when $may_see_names then rater.name end as rater_name,
    coalesce(in_master.title, posts.title) as rater_position,
    rater_result.verdict as rater_verdict, own.score, own.predicate,
    previous.period_code as previous_period_code, previous.predicate as previous_predicate,
    previous.rater_id as previous_rater_id, assessed.potential['level'] as potential,
    assessed.potential['score'] as potential_score
from own
left join employee on employee.employee_id = own.employee_id
left join unit on unit.unit_id = own.unit_id
left join position on position.position_id = own.position_id
left join employee as rater on rater.employee_id = own.rater_id
left join posts on posts.rater_id = own.rater_id
left join in_master on in_master.rater_id = own.rater_id
left join rater_result
    on rater_result.rater_id = own.rater_id and rater_result.rater_type = 'superior'
    and rater_result.run_id = (select max(run_id) from analysis_run where state = 'done')
left join previous on previous.employee_id = own.employee_id
left join assessed on assessed.employee_id = own.employee_id
order by unit.name nulls last, own.unit_id, position.title nulls last, own.employee_id;
