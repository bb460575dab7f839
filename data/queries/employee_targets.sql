-- What was one person to achieve, and what was realised?
-- Grain       one row per target, newest period first
-- Columns     target_id bigint, period_code text, year integer, work_result_plan text,
--             work_result_kind text, indicator text, aspect text, measure_unit text,
--             target_text text, target_value double, target_direction text, realised_text text,
--             realised_value double, outcome text (reached, missed, not_reported, not_measurable),
--             due_on date, realised_on date, evidence text, data_source text, verified_by text
--             (the word verified for readers without names)
-- Parameters  $may_see_names boolean (from the scope), $employee_id bigint (null: nobody, see
--             employee_profile)
select
    target.target_id, target.period_code, period.year, target.work_result_plan,
    target.work_result_kind, target.indicator, target.aspect, target.measure_unit,
    target.target_text, target.target_value, target.target_direction, target.realised_text,
    target.realised_value,
    case
        when target.target_value is null then 'not_measurable'
        when target.realised_value is null then 'not_reported'
        when case target.target_direction
            when 'at_most' then target.realised_value <= target.target_value
            when 'exactly' then target.realised_value = target.target_value
            else target.realised_value >= target.target_value
        end then 'reached'
        else 'missed'
    end as outcome,
    target.due_on, target.realised_on, target.evidence, target.data_source,
    case
        when $may_see_names then target.verified_by
        when target.verified_by is not null then 'verified'
    end as verified_by
from performance_target as target
join period on period.period_code = target.period_code
where target.employee_id = $employee_id
order by period.ends_on desc, target.work_result_kind desc nulls last, target.due_on,
    target.target_id;
