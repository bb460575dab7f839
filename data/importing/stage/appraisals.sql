-- The rows of a file of appraisals with all that the rules and the commit need.
-- Reads       rows, nip_facts
-- Parameters  none
-- Creates     checked: one row per row of the file; row_key and row_values say when two rows are
--             about the same rating and when they say the same
create or replace temp table file_scale as
select
    case
        -- architecture.md 4: 0–120 only if at least 5 % of the rows lie in 100–120.
        when count(*) filter (where score > 100 and score <= 120) >= 0.05 * count(*)
            and count(*) filter (where score > 100 and score <= 120) > 0 then 120
        else 100
    end as score_scale
from rows;

create or replace temp table checked as
with known as (
    select
        rows.* exclude (
            work_result, behaviour, predicate, work_result_code, behaviour_code, predicate_code,
            employment_type, rater_role, agency, agency_key, grade, sex, birth_date
        ),
        person.nip_state,
        person.sex as nip_sex,
        person.birth_date as nip_birth_date,
        rows.sex as stated_sex,
        rows.birth_date as stated_birth_date,
        coalesce(rows.employment_type, person.employment_type) as employment_type,
        rater.nip_state as rater_state,
        coalesce(rows.rater_role, 'superior') as rater_role,
        coalesce(rows.work_result, rows.work_result_code) as work_result,
        coalesce(rows.behaviour, rows.behaviour_code) as behaviour,
        coalesce(rows.predicate, rows.predicate_code) as predicate,
        -- A file without the agency of the person: the rater's unit stands for it.
        coalesce(rows.agency, rows.rater_agency, rows.rater_unit) as agency,
        coalesce(rows.agency_key, rows.rater_agency_key, rows.rater_unit_key) as agency_key,
        rows.grade as read_grade,
        coalesce(rows.declared_scale, file_scale.score_scale) as score_scale
    from rows
    cross join file_scale
    left join nip_facts as person on person.nip = rows.nip
    left join nip_facts as rater on rater.nip = rows.rater_nip
),
matched as (
    select
        known.*,
        -- R3.1, the nine cells: behaviour below expectation never gives better than Kurang.
        case work_result || '-' || behaviour
            when 'above-above' then 'very_good'
            when 'above-meets' then 'good'
            when 'meets-above' then 'good'
            when 'meets-meets' then 'good'
            when 'below-above' then 'needs_improvement'
            when 'below-meets' then 'needs_improvement'
            when 'above-below' then 'poor'
            when 'meets-below' then 'poor'
            when 'below-below' then 'very_poor'
        end as by_matrix
    from known
),
graded as (
    select
        -- A file with both levels and no predicate says the predicate by the matrix.
        matched.* replace (
            if(rater_role in ('superior', 'acting'), coalesce(predicate, by_matrix), predicate)
            as predicate
        ),
        -- "III" alone is a grade of an agreement, but no grade of a civil servant.
        case
            when contains(read_grade, '/') or employment_type in ('pppk', 'pppk_part_time')
                or read_grade not in ('I', 'II', 'III', 'IV') then read_grade
        end as grade
    from matched
)
select
    graded.*,
    case
        when employment_type in ('pppk', 'pppk_part_time') then 'PPPK'
        when contains(grade, '/') then split_part(grade, '/', 1)
        when grade is not null then 'PPPK'
    end as grade_group,
    case
        when nip_state = 'ok' and period_code is not null
            then concat_ws('|', nip, period_code, coalesce(rater_nip, ''), rater_role)
    end as row_key,
    concat_ws(
        '|', coalesce(work_result, '-'), coalesce(behaviour, '-'), coalesce(predicate, '-'),
        coalesce(score::text, '-'), coalesce(set_on::text, '-'), coalesce(feedback_text, '-'),
        coalesce(agency_key, '-'), coalesce(unit_key, '-'), coalesce(position_key, '-'),
        coalesce(grade, '-'),
        coalesce(item_service_oriented::text, '-'), coalesce(item_accountable::text, '-'),
        coalesce(item_competent::text, '-'), coalesce(item_harmonious::text, '-'),
        coalesce(item_loyal::text, '-'), coalesce(item_adaptive::text, '-'),
        coalesce(item_collaborative::text, '-'), coalesce(item_integrity::text, '-'),
        coalesce(item_commitment::text, '-'), coalesce(item_discipline::text, '-'),
        coalesce(item_cooperation::text, '-'), coalesce(item_leadership::text, '-'),
        coalesce(item_initiative::text, '-')
    ) as row_values
from graded;
