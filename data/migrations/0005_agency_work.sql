-- What an agency achieved: its own predicate, targets and projects.

-- An agency's own predicate and service index in a period.
create table agency_result (
    agency_code text not null,
    period_code text not null,
    agency_predicate text,               -- outstanding, good, needs_improvement, poor, very_poor
    satisfaction_index double,           -- IKM 0–100
    batch_id bigint
);

-- A target of a person with its indicator, and what was realised.
create table performance_target (
    target_id bigint not null,
    employee_id bigint not null,
    period_code text not null,
    agency_code text,
    unit_id bigint,
    work_result_plan text not null,      -- RHK
    work_result_kind text,               -- main, additional
    parent_work_result text,
    indicator text not null,             -- IKI
    aspect text,                         -- quantity, quality, time, cost
    measure_unit text,
    target_text text,                    -- as written
    target_value double,
    target_direction text,               -- at_least, at_most, exactly
    realised_text text,
    realised_value double,
    due_on date,
    realised_on date,
    evidence text,
    data_source text,
    verified_by text,
    batch_id bigint
);

-- A project with its plan, its real completion and cost, and its verified quality.
create table project (
    project_id bigint not null,
    project_code text not null,
    name text not null,
    agency_code text,
    planned_start date,
    planned_end date,
    real_end date,
    planned_cost double,                 -- rupiah
    real_cost double,
    verified_quality double,             -- 0–100, share of checks passed
    verified_by text,
    verified_on date,
    state text,                          -- planned, running, finished, stalled
    batch_id bigint
);

-- A step of a project, planned and reached.
create table project_milestone (
    project_id bigint not null,
    name text not null,
    planned_on date,
    real_on date,
    batch_id bigint
);

-- A person in a project and their part in it.
create table project_member (
    project_id bigint not null,
    employee_id bigint not null,
    role text,                           -- leader, technical, supervision, administration, member
    batch_id bigint
);
