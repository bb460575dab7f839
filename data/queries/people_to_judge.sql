-- Who is considered, and what is known of each that a promotion rests on?
-- Grain       one row per person in a definitive post on the day; without any post on record, the
--             post of the latest result
-- Columns     employee bigint, employee_name text, nip text (both null without the right),
--             agency_code text, agency_name text, unit_id bigint, unit_name text,
--             position_title text, job_family text, sex text, grade_group text,
--             employment_type text, birth_date date, education text, grade text, grade_since date,
--             position_class text, position_since date, functional_level text,
--             functional_level_since date, echelon text, experience text, field_months bigint,
--             known_experience text, known_field_months bigint, is_history_complete boolean,
--             credit double, credit_until date, predicates text, sanctions text,
--             sanctions_known_by text, competence_test text, competence_standard text,
--             service_exam text, exam_exempt text, vacancy text, potential text,
--             potential_score double, assessed_on date, assessment_valid_until date
-- Parameters  $agencies text[], $may_see_names, $may_see_persons, $may_see_discipline boolean (from
--             the scope), $agency, $position_class, $grade_group text, $on date,
--             $job_family text (months count posts of this family; null: all posts)
-- Why         the values are those of design/eligibility.md; null is unknown, never "not met". One
--             file, so that nobody outside the scope is looked at and all parts see the same post.
--             Months that reach back to the first appointment are complete; else they are a least
--             number, and experience is unknown. Light sanctions block nothing (R10.3)
with titled as (
    -- codes of rules.md 6; "ahli" may be missing in a column of levels, never in a title
    select
        position_id, title, position_class, job_family,
        case
            when position_class is distinct from 'functional' then null
            when regexp_matches(level_text, '(^|\bahli )pertama\b|^pt$') then 'PT'
            when regexp_matches(level_text, '(^|\bahli )muda\b|^mu$') then 'MU'
            when regexp_matches(level_text, '(^|\bahli )madya\b|^ma$') then 'MA'
            when regexp_matches(level_text, '(^|\bahli )utama\b|^ut$') then 'UT'
            when regexp_matches(level_text, '\bpemula\b|^pm$') then 'PM'
            when regexp_matches(level_text, '\bterampil\b|^tr$') then 'TR'
            when regexp_matches(level_text, '\bmahir\b|^mh$') then 'MH'
            when regexp_matches(level_text, '\bpenyelia\b|^py$') then 'PY'
        end as functional_level,
        case
            when echelon_text in ('II.a', 'II.b', 'III.a', 'III.b', 'IV.a', 'IV.b')
                then echelon_text
        end as echelon
    from (
        select
            position_id, title, position_class, job_family,
            trim(regexp_replace(lower(coalesce(functional_level, title)), '\s+', ' ', 'g'))
                as level_text,
            upper(regexp_extract(lower(echelon), '\b(iv|iii|ii)[^a-z0-9]*([ab])\b', 1))
                || '.' || regexp_extract(lower(echelon), '\b(iv|iii|ii)[^a-z0-9]*([ab])\b', 2)
                as echelon_text
        from position
    )
),
held as (
    -- definitive posts that began by the day, in order
    select
        assignment.employee_id, assignment.agency_code, unit_id, grade, grade_since,
        position_since, title, position_class, job_family, functional_level, echelon,
        coalesce(effective_from, position_since) as starts_on, effective_to,
        row_number() over post as place,
        least(
            effective_to, $on::date,
            (lead(coalesce(effective_from, position_since)) over post - interval 1 day)::date
        ) as ends_on
    from assignment
    left join titled on titled.position_id = assignment.position_id
    where assignment_kind = 'definitive' and coalesce(effective_from <= $on::date, true)
    window post as (
        partition by assignment.employee_id
        order by effective_from nulls first, effective_to nulls last, assignment.agency_code, unit_id
    )
),
latest_result as (
    select
        result.employee_id, result.agency_code, unit_id, grade, null::date as grade_since,
        null::date as position_since, title, coalesce(result.position_class, titled.position_class)
            as position_class,
        coalesce(result.job_family, titled.job_family) as job_family, functional_level, echelon
    from result
    join period on period.period_code = result.period_code
    left join titled on titled.position_id = result.position_id
    where period.ends_on <= $on::date
        and result.employee_id not in (select employee_id from assignment)
    qualify row_number() over (
        partition by result.employee_id order by period.ends_on desc, period.kind, appraisal_id desc
    ) = 1
),
placed as (
    select
        employee_id, agency_code, unit_id, grade, grade_since, position_since, title,
        position_class, job_family, functional_level, echelon
    from held
    where coalesce(effective_to >= $on::date, true)
    qualify row_number() over (partition by employee_id order by place desc) = 1
    union all
    select
        employee_id, agency_code, unit_id, grade, grade_since, position_since, title,
        position_class, job_family, functional_level, echelon
    from latest_result
),
chosen as (
    select
        placed.*, employee.name, employee.nip, employee.sex, employee.birth_date,
        employee.employment_type,
        lower(trim(employee.education)) as education_text,
        case
            when employee.employment_type in ('pppk', 'pppk_part_time') then 'PPPK'
            when contains(placed.grade, '/') then split_part(placed.grade, '/', 1)
        end as grade_group,
        case
            when length(employee.nip) <> 18 then null
            when employee.nip[13:14] between '01' and '12'
                then try_cast(employee.nip[9:12] || '-' || employee.nip[13:14] || '-01' as date)
            else try_cast(employee.nip[9:12] || '-01-01' as date)
        end as appointed_on
    from placed
    join employee on employee.employee_id = placed.employee_id
    where $may_see_persons
        and ($agencies::text[] is null or list_contains($agencies::text[], placed.agency_code))
        and ($agency::text is null or placed.agency_code = $agency)
        and ($position_class::text is null or placed.position_class = $position_class)
        and ($grade_group::text is null or grade_group = $grade_group)
),
-- posts of one class and level that follow one another without a gap are one run of months
steps as (
    select
        held.employee_id, held.position_class, held.functional_level, held.job_family, held.place,
        -- the first post on record may have begun before the record
        case when held.place = 1 then least(held.starts_on, held.position_since)
            else held.starts_on end as starts_on,
        held.ends_on,
        lag(held.ends_on) over person as former_end,
        lag(held.position_class) over person is not distinct from held.position_class
            and lag(held.functional_level) over person is not distinct from held.functional_level
            and lag(held.job_family) over person is not distinct from held.job_family as goes_on
    from held
    join chosen on chosen.employee_id = held.employee_id
    window person as (partition by held.employee_id order by held.place)
),
runs as (
    select
        employee_id, position_class, functional_level, job_family, place, starts_on, ends_on,
        sum(if(goes_on and starts_on <= former_end + interval 1 day, 0, 1))
            over (partition by employee_id order by place) as run
    from steps
),
months_of_run as (
    select
        employee_id, run, any_value(position_class) as position_class,
        any_value(functional_level) as functional_level, min(starts_on) as starts_on,
        coalesce(
            date_sub('month', min(starts_on), (max(ends_on) + interval 1 day)::date), 0
        ) as n_months,
        $job_family::text is null or any_value(job_family) = $job_family as is_in_field,
        bool_and(starts_on is not null and position_class is not null
            and ($job_family::text is null or job_family is not null)) as is_known
    from runs
    group by employee_id, run
),
months as (
    select
        employee_id,
        'general_staff:' || coalesce(sum(n_months) filter (position_class = 'general_staff'), 0)
            || ';functional:' || coalesce(sum(n_months) filter (position_class = 'functional'), 0)
            || ';functional_MA:' || coalesce(sum(n_months) filter (functional_level = 'MA'), 0)
            || ';supervisor:' || coalesce(sum(n_months) filter (position_class = 'supervisor'), 0)
            || ';administrator:'
            || coalesce(sum(n_months) filter (position_class = 'administrator'), 0)
            || ';executive:' || coalesce(sum(n_months) filter (position_class = 'executive'), 0)
            as experience,
        sum(n_months)::bigint as field_months
    from months_of_run
    where is_in_field
    group by employee_id
),
history as (
    select
        employee_id, min(starts_on) as first_on, bool_and(is_known) as is_known
    from months_of_run
    group by employee_id
),
level_since as (
    select chosen.employee_id, min(months_of_run.starts_on) as since
    from chosen
    join months_of_run
        on months_of_run.employee_id = chosen.employee_id
        and months_of_run.functional_level = chosen.functional_level
    group by chosen.employee_id
),
-- credit inside the present level (R6.1): the last sum, and what came after it
credited as (
    select credit.employee_id, credit_kind, from_on, to_on, points
    from credit
    join chosen on chosen.employee_id = credit.employee_id
    left join level_since on level_since.employee_id = credit.employee_id
    where to_on <= $on::date and chosen.functional_level is not null
        and case
            when credit.functional_level is not null
                then credit.functional_level = chosen.functional_level
            else coalesce(to_on >= since, true)
        end
),
last_sum as (
    select employee_id, max(to_on) as to_on, arg_max(points, to_on) as points
    from credited
    where credit_kind = 'cumulated'
    group by employee_id
),
credits as (
    select
        credited.employee_id,
        round(
            coalesce(any_value(last_sum.points), 0) + coalesce(
                sum(credited.points) filter (
                    credit_kind <> 'cumulated'
                    and coalesce(credited.to_on > last_sum.to_on, true)
                ), 0
            ), 3
        ) as credit,
        max(credited.to_on) as credit_until
    from credited
    left join last_sum on last_sum.employee_id = credited.employee_id
    group by credited.employee_id
),
years as (
    select
        result.employee_id,
        string_agg(result.period_code || ':' || predicate, ';' order by result.period_code)
            as predicates
    from result
    join period on period.period_code = result.period_code
    join chosen on chosen.employee_id = result.employee_id
    where period.kind = 'year' and predicate is not null and period.ends_on <= $on::date
    group by result.employee_id
),
sanctioned as (
    select
        sanction.employee_id,
        string_agg(
            concat_ws(
                ':', level, starts_on,
                coalesce(ends_on, if(level = 'light', starts_on, date '2999-12-31'))
            ), ';' order by starts_on, level
        ) filter (level in ('moderate', 'severe') or (level = 'light' and $may_see_discipline))
            as sanctions
    from sanction
    join chosen on chosen.employee_id = sanction.employee_id
    group by sanction.employee_id
),
reporting as (
    select distinct agency_code from sanction where agency_code is not null
),
valid_assessments as (
    select competence.*
    from competence
    join chosen on chosen.employee_id = competence.employee_id
    where assessed_on <= $on::date
),
assessed as (
    select
        employee_id,
        arg_max(competence_test, assessed_on) filter (competence_test is not null) as competence_test,
        arg_max(competence_standard, assessed_on) filter (competence_standard is not null)
            as competence_standard,
        -- one assessment gives both, so that level and score are of one day
        arg_max(
            {'level': potential, 'score': potential_score, 'on': assessed_on, 'until': valid_until},
            assessed_on
        ) filter (potential is not null or potential_score is not null) as potential,
        max(assessed_on) as assessed_on,
        arg_max(valid_until, assessed_on) as valid_until
    from valid_assessments
    where coalesce(valid_until >= $on::date, true)
    group by employee_id
),
exams as (
    -- an exam once passed stays passed
    select
        employee_id,
        coalesce(
            nullif(
                concat_ws(
                    ';',
                    if(bool_or(list_contains(string_split(service_exam, ';'), 'I')), 'I', null),
                    if(bool_or(list_contains(string_split(service_exam, ';'), 'II')), 'II', null)
                ), ''
            ),
            if(bool_or(service_exam = 'none'), 'none', null)
        ) as service_exam,
        arg_max(exam_exempt, assessed_on) filter (exam_exempt is not null) as exam_exempt
    from valid_assessments
    group by employee_id
)
select
    chosen.employee_id as employee,
    case when $may_see_names then chosen.name end as employee_name,
    case when $may_see_names then chosen.nip end as nip,
    chosen.agency_code, agency.name as agency_name, chosen.unit_id, unit.name as unit_name,
    chosen.title as position_title, chosen.job_family, chosen.sex, grade_group, employment_type,
    birth_date,
    case
        when education_text is null then null
        when regexp_matches(education_text, '^(s\W?(3|iii)|strata\W?(3|iii)|doktor)\b') then 'S3'
        when regexp_matches(education_text, '^(s\W?(2|ii)|strata\W?(2|ii)|magister|spesialis)\b')
            then 'S2'
        when regexp_matches(education_text, '^(profesi|dokter|apoteker|ners)\b') then 'profesi'
        when regexp_matches(education_text, '^(d\W?(4|iv)|diploma\W?(4|iv))\b') then 'D-IV'
        when regexp_matches(
            education_text, '^(d\W?(3|iii)|diploma\W?(3|iii)|sarjana muda|a\.?md)\b'
        ) then 'D-III'
        when regexp_matches(education_text, '^(d\W?(2|ii)|diploma\W?(2|ii))\b') then 'D-II'
        when regexp_matches(education_text, '^(d\W?(1|i)|diploma\W?(1|i))\b') then 'D-I'
        when regexp_matches(education_text, '^(s\W?(1|i)|strata\W?(1|i)|sarjana)\b') then 'S1'
        when regexp_matches(education_text, '^(smp|sltp)\W+kejuruan\b|^st\b') then 'SMP kejuruan'
        when regexp_matches(education_text, '^(smp|sltp|mts)\b') then 'SMP'
        when regexp_matches(education_text, '^(sma|smk|smu|slta|stm|smea|spg|ma|man)\b') then 'SMA'
        when regexp_matches(education_text, '^(sd|sekolah dasar)\b') then 'SD'
    end as education,
    grade, grade_since, position_class, position_since, chosen.functional_level,
    level_since.since as functional_level_since, echelon,
    case when is_whole then coalesce(months.experience, 'general_staff:0') end as experience,
    case when is_whole then coalesce(months.field_months, 0) end as field_months,
    coalesce(months.experience, 'general_staff:0') as known_experience,
    coalesce(months.field_months, 0) as known_field_months,
    is_whole as is_history_complete,
    credits.credit, credits.credit_until, years.predicates,
    case
        when sanctioned.sanctions is not null then sanctioned.sanctions
        when sanctioned.employee_id is not null or reporting.agency_code is not null then 'none'
    end as sanctions,
    case
        when sanctioned.employee_id is not null then 'person'
        when reporting.agency_code is not null then 'agency'
    end as sanctions_known_by,
    assessed.competence_test, assessed.competence_standard, exams.service_exam, exams.exam_exempt,
    null::text as vacancy, assessed.potential['level'] as potential,
    assessed.potential['score'] as potential_score, assessed.assessed_on,
    assessed.valid_until as assessment_valid_until
from chosen
left join agency on agency.agency_code = chosen.agency_code
left join unit on unit.unit_id = chosen.unit_id
left join months on months.employee_id = chosen.employee_id
left join history on history.employee_id = chosen.employee_id
cross join lateral (
    -- within a year of the first appointment nobody held an earlier post
    select coalesce(
        history.is_known and history.first_on <= chosen.appointed_on + interval 1 year, false
    ) as is_whole
) as reached
left join level_since on level_since.employee_id = chosen.employee_id
left join credits on credits.employee_id = chosen.employee_id
left join years on years.employee_id = chosen.employee_id
left join sanctioned on sanctioned.employee_id = chosen.employee_id
left join reporting on reporting.agency_code = chosen.agency_code
left join assessed on assessed.employee_id = chosen.employee_id
left join exams on exams.employee_id = chosen.employee_id
order by chosen.agency_code, chosen.employee_id;
