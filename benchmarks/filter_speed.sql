-- Fills an empty store with invented appraisals: 12 quarters and 3 years, 35 agencies, 420 units.
-- Parameters  $n_people bigint (each has one appraisal in each of 15 periods)
-- Why         everything follows from hash(), so that every run measures the same store
insert into agency (agency_code, name, agency_kind)
select 'OPD-' || number, 'Perangkat Daerah ' || number, 'service'
from (select unnest(range(1, 36)) as number);

insert into unit (unit_id, agency_code, name, name_key)
select
    number, 'OPD-' || (number % 35 + 1), 'Unit ' || number, 'unit ' || number
from (select unnest(range(1, 421)) as number);

insert into period (period_code, kind, year, starts_on, ends_on, due_on)
with years as (
    select unnest(range(2022, 2025))::integer as year
),
quarters as (
    select year, quarter, make_date(year, 3 * quarter - 2, 1) as starts_on
    from years, (select unnest(range(1, 5))::integer as quarter)
)
select
    year || '-Q' || quarter, 'quarter', year, starts_on,
    (starts_on + interval 3 month - interval 1 day)::date,
    (starts_on + interval 3 month + interval 14 day)::date
from quarters
union all
select
    year::text, 'year', year, make_date(year, 1, 1), make_date(year, 12, 31),
    make_date(year + 1, 1, 31)
from years;

create temp table person as
select
    number as employee_id,
    -- The square makes a few agencies large, as health and education are.
    least(35, 1 + floor(35 * pow(hash(number, 'agency') % 10000 / 10000.0, 2)))::integer as agency,
    (hash(number, 'unit') % 12)::integer as unit,
    (hash(number, 'class') % 100)::integer as class_draw,
    (hash(number, 'grade') % 100)::integer as grade_draw
from (select unnest(range(1, $n_people + 1)) as number);

insert into assignment (employee_id, agency_code, unit_id, grade, effective_from)
select employee_id, 'OPD-' || agency, 35 * unit + agency, 'III/a', date '2020-01-01'
from person;

insert into employee (employee_id, employment_type)
select employee_id, case when grade_draw < 20 then 'pppk' else 'pns' end from person;

insert into appraisal (
    employee_id, rater_id, rater_role, period_code, agency_code, unit_id, position_class,
    grade_group, employment_type, work_result, behaviour, score, score_scale, predicate, set_on,
    feedback_text
)
with drawn as (
    select
        person.employee_id, person.agency, person.unit, person.class_draw, person.grade_draw,
        period.period_code, period.due_on,
        (hash(employee_id, period_code, 'work') % 1000)::integer as work_draw,
        (hash(employee_id, period_code, 'behaviour') % 1000)::integer as behaviour_draw,
        (hash(employee_id, period_code, 'score') % 3000)::integer as score_draw,
        (hash(employee_id, period_code, 'day') % 40)::integer as days
    from period, person
),
rated as (
    select
        drawn.employee_id, drawn.agency, drawn.unit, drawn.class_draw, drawn.grade_draw,
        drawn.period_code, drawn.due_on, drawn.score_draw, drawn.days,
        case when work_draw < 150 then 'above' when work_draw < 990 then 'meets' else 'below' end
            as work_result,
        case
            when behaviour_draw < 300 then 'above' when behaviour_draw < 990 then 'meets'
            else 'below'
        end as behaviour
    from drawn
)
select
    employee_id, employee_id // 12, 'superior', period_code, 'OPD-' || agency, 35 * unit + agency,
    case
        when class_draw < 55 then 'functional' when class_draw < 90 then 'general_staff'
        when class_draw < 96 then 'supervisor' when class_draw < 99 then 'administrator'
        else 'executive'
    end,
    case
        when grade_draw < 20 then 'PPPK' when grade_draw < 24 then 'I' when grade_draw < 40 then 'II'
        when grade_draw < 85 then 'III' else 'IV'
    end,
    case when grade_draw < 20 then 'pppk' else 'pns' end,
    work_result, behaviour, 70 + score_draw / 100.0, 100,
    case
        when work_result = 'above' and behaviour = 'above' then 'very_good'
        when work_result = 'below' and behaviour = 'below' then 'very_poor'
        when work_result = 'below' then 'needs_improvement'
        when behaviour = 'below' then 'poor'
        else 'good'
    end,
    due_on - 30 + days,
    case when days % 2 = 0 then 'Pertahankan ' || (score_draw % 400) end
from rated
order by period_code;

drop table person;
