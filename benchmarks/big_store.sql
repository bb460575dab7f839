-- Fills an empty store with invented appraisals: 51 periods (3 years, 12 quarters, 36 months).
-- Parameters  $n_people integer
create or replace temp table face as
select
    person,
    'A' || lpad((person % 40)::text, 2, '0') as agency_code,
    person % 400 as unit_id,
    -- units of 50 with a head each
    person - person % 50 as rater_id,
    ['functional', 'functional', 'functional', 'general_staff', 'general_staff', 'supervisor',
     'administrator'][1 + (hash(person, 1) % 7)::integer] as position_class,
    ['II', 'III', 'III', 'III', 'IV', 'PPPK'][1 + (hash(person, 2) % 6)::integer] as grade_group,
    (hash(person, 3) % 1000) / 1000.0 as ability
from generate_series(1, $n_people) as people(person);

create or replace temp table span as
select year::text as period_code, make_date(year + 1, 1, 31) as due_on
from generate_series(2023, 2025) as years(year)
union all
select year || '-Q' || quarter, null
from generate_series(2023, 2025) as years(year), generate_series(1, 4) as quarters(quarter)
union all
select year || '-' || lpad(month::text, 2, '0'), null
from generate_series(2023, 2025) as years(year), generate_series(1, 12) as months(month);

insert into agency (agency_code, name)
select distinct agency_code, 'Dinas Contoh ' || agency_code from face;

insert into unit (unit_id, agency_code, name, name_key)
select distinct unit_id, agency_code, 'Bidang ' || unit_id, 'bidang ' || unit_id from face;

insert into employee (employee_id, name)
select person, 'Orang Rekaan ' || person from face
union all
select 0, 'Orang Rekaan 0';

insert into assignment (employee_id, agency_code, unit_id, grade)
select person, agency_code, unit_id, grade_group || '/a' from face;

update period set due_on = span.due_on from span where span.period_code = period.period_code;

insert into agency_result (agency_code, period_code, agency_predicate, satisfaction_index)
select agency_code, period_code, 'good', 80 from agency, span where length(period_code) = 4;

insert into appraisal (
    employee_id, rater_id, rater_role, period_code, agency_code, unit_id, position_class,
    grade_group, employment_type, work_result, behaviour, score, score_scale, predicate, set_on,
    feedback_text
)
with drawn as (
    select
        face.*, span.period_code, span.due_on,
        0.6 * ability + 0.4 * (hash(person, period_code, 4) % 1000) / 1000.0 as work,
        0.6 * ability + 0.4 * (hash(person, period_code, 5) % 1000) / 1000.0 as conduct,
        hash(person, period_code, 6) as chance
    from span, face
)
select
    person, case when chance % 97 > 0 then rater_id end, 'superior', period_code, agency_code,
    unit_id, position_class, grade_group,
    case when grade_group = 'PPPK' then 'pppk' else 'pns' end,
    case when work > 0.7 then 'above' when work > 0.15 then 'meets' else 'below' end,
    case when conduct > 0.7 then 'above' when conduct > 0.1 then 'meets' else 'below' end,
    round(60 + 25 * work + 15 * conduct, 1), 100,
    case
        when work > 0.7 and conduct > 0.7 then 'very_good'
        when work > 0.15 and conduct > 0.1 then 'good'
        when conduct > 0.1 then 'needs_improvement'
        when work > 0.15 then 'poor'
        else 'very_poor'
    end,
    coalesce(due_on, date '2025-01-31') - 20 + (chance % 30)::integer,
    case when chance % 3 > 0 then 'Umpan balik ' || chance % 5000 end
from drawn;

drop table face;
drop table span;
