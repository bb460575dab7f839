-- Which ratings does an analysis run read?
-- Grain       one row per person, rater, role and period: of two alike the one set last
-- Columns     employee_id bigint, rater_id bigint, rater_role text, period_code text, kind text,
--             year integer, ends_on date, agency_code text, unit_id bigint, position_class text,
--             grade_group text, employment_type text, sex text, birth_date date, work_result text,
--             behaviour text, score double, score_scale smallint, predicate text,
--             service_oriented double, accountable double, competent double, harmonious double,
--             loyal double, adaptive double, collaborative double (items from 0 to 1)
-- Why         for the run alone, never for a page: it has no scope and leaves no names or NIP. Sorted,
--             so that the order of rows in a file changes no figure
with items as (
    select
        appraisal_id,
        any_value((level - scale_low) / nullif(scale_high - scale_low, 0))
            filter (where item = 'service_oriented') as service_oriented,
        any_value((level - scale_low) / nullif(scale_high - scale_low, 0))
            filter (where item = 'accountable') as accountable,
        any_value((level - scale_low) / nullif(scale_high - scale_low, 0))
            filter (where item = 'competent') as competent,
        any_value((level - scale_low) / nullif(scale_high - scale_low, 0))
            filter (where item = 'harmonious') as harmonious,
        any_value((level - scale_low) / nullif(scale_high - scale_low, 0))
            filter (where item = 'loyal') as loyal,
        any_value((level - scale_low) / nullif(scale_high - scale_low, 0))
            filter (where item = 'adaptive') as adaptive,
        any_value((level - scale_low) / nullif(scale_high - scale_low, 0))
            filter (where item = 'collaborative') as collaborative
    from appraisal_item
    group by appraisal_id
)
select
    appraisal.employee_id, appraisal.rater_id, appraisal.rater_role, appraisal.period_code,
    period.kind, period.year, period.ends_on, appraisal.agency_code, appraisal.unit_id,
    appraisal.position_class, appraisal.grade_group, appraisal.employment_type, employee.sex,
    employee.birth_date, appraisal.work_result, appraisal.behaviour, appraisal.score,
    appraisal.score_scale, appraisal.predicate, items.service_oriented, items.accountable,
    items.competent, items.harmonious, items.loyal, items.adaptive, items.collaborative
from appraisal
join period on period.period_code = appraisal.period_code
join employee on employee.employee_id = appraisal.employee_id
left join items on items.appraisal_id = appraisal.appraisal_id
where appraisal.rater_id is not null
qualify row_number() over (
    partition by
        appraisal.employee_id, appraisal.rater_id, appraisal.rater_role, appraisal.period_code
    order by appraisal.set_on desc nulls last, appraisal.appraisal_id desc
) = 1
order by
    appraisal.employee_id, period.ends_on, period.kind, appraisal.rater_id, appraisal.rater_role;
