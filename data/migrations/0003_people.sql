-- People and their posts over time. NIP stands only here.

-- A person: who is appraised, who rates, or both.
create table employee (
    employee_id bigint not null,         -- random, below 2^53 so that a browser keeps its digits
    nip text,                            -- 18 digits; null for external raters
    external_rater_id text,              -- old NIP or military number of a rater (R15.4)
    name text,
    name_batch_id bigint,                -- import that gave the name shown
    sex text,                            -- male, female (from the NIP)
    birth_date date,                     -- from the NIP
    education text,
    employment_type text,                -- pns, pppk, pppk_part_time
    batch_id bigint                      -- import that brought the person
);

-- A post, shared by everybody who holds one of that title.
create table position (
    position_id bigint not null,
    title text not null,
    title_key text not null,
    position_class text,
    job_family text,
    functional_level text,
    echelon text,
    batch_id bigint
);

-- A person's post over time; comes from a people master. The head count of completeness rests on it.
create table assignment (
    employee_id bigint not null,
    agency_code text not null,
    unit_id bigint,
    position_id bigint,
    assignment_kind text not null default 'definitive',  -- definitive, acting
    grade text,
    grade_since date,
    position_since date,
    superior_id bigint,
    effective_from date,                 -- null: since before the data
    effective_to date,                   -- null: still
    batch_id bigint
);
