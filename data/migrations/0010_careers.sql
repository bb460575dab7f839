-- What a promotion rests on besides ratings: discipline, assessments, credit points.

-- A disciplinary sanction; with level none the statement that there is none.
create table sanction (
    employee_id bigint,                  -- null: an agency states that it has no other sanctions
    agency_code text,                    -- agency whose list this is; null: the list names none
    level text not null,                 -- none, light, moderate, severe
    sanction_kind text,                  -- oral_warning … dismissal (R10); null: not known
    starts_on date,                      -- null with level none alone
    ends_on date,                        -- last day; null: light, or a dismissal
    decree_number text,
    decree_on date,
    batch_id bigint
);

-- What an assessment or a test found about a person; each value may be missing.
create table competence (
    employee_id bigint not null,
    assessed_on date not null,
    valid_until date,                    -- null: no end given
    technical double,                    -- 0–100
    managerial double,                   -- 0–100
    sociocultural double,                -- 0–100
    competence_standard text,            -- met, not_met: the panel's judgement on all three
    competence_test text,                -- passed, failed (uji kompetensi)
    potential text,                      -- low, medium, high
    potential_score double,              -- 0–100; the cuts belong to the rule set (R9.4)
    service_exam text,                   -- none, I, II, I;II (ujian dinas passed)
    exam_exempt text,                    -- yes, no
    assessed_by text,
    batch_id bigint
);

-- Credit points of a functional position, of a period or cumulated (R6).
create table credit (
    employee_id bigint not null,
    credit_kind text not null,           -- conversion, integration, base, cumulated
    from_on date,                        -- first day of a conversion; null for the others
    to_on date not null,                 -- last day; cumulated: day the sum stands for
    points double not null,
    functional_level text,               -- PM TR MH PY PT MU MA UT; null: not said
    decree_number text,
    decree_on date,
    batch_id bigint
);
