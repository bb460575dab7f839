-- What an analysis run found about raters, people, groups and reliability.

create sequence run_id_sequence;
create sequence rater_note_id_sequence;

-- One row per analysis run that ended: done, or failed with the former run still current. Written in
-- one transaction with everything the run found, so that a killed run leaves nothing.
create table analysis_run (
    run_id bigint not null,
    state text not null,                 -- done, failed
    started_at timestamp not null,       -- UTC
    finished_at timestamp not null,      -- UTC
    seconds double,
    actor text not null,
    via text not null,                   -- dashboard, command, start
    method_version text not null,
    seed bigint not null,
    data_version text not null,          -- hash of the last audit event when the data were read
    last_batch_id bigint,                -- newest import that was read; null: none
    n_appraisals bigint not null,        -- in the store when the data were read
    n_used bigint,                       -- of them in the model
    period_kind text,                    -- year, quarter, month: the kind used
    response text,                       -- score, items, predicate
    response_unit text,                  -- points, share
    bin_width double,                    -- of rater_bin, in the response's unit
    smallest double,                     -- smallest difference that matters, in the response's unit
    smallest_rule text,                  -- where it comes from
    response_entropy_bits double,        -- of the rating scale in use: near 0, everybody gets the same
    n_cells bigint,                      -- pairs of employee and rater
    n_employees bigint,
    n_raters bigint,                     -- raters by type: a superior who is a peer too counts twice
    n_units bigint,
    reml_criterion double,
    n_iterations integer,
    has_converged boolean,
    n_draws integer,
    top_share double,                    -- share of people that top_probability is about
    not_separable text,                  -- JSON list of codes: what these data cannot tell apart
    notes text,                          -- JSON list of codes with values
    settings text,                       -- JSON
    error_kind text,                     -- failed: class of the error
    error_text text,                     -- failed: what to do, without personal data
    reference text                       -- failed: code that stands in the log too
);

-- One variance component of a run.
create table run_component (
    run_id bigint not null,
    name text not null,                  -- employee, home_unit, rater, pair, residual, rater:peer, …
    variance double not null,
    standard_error double                -- null: fixed, or not known
);

-- One fixed effect of a run.
create table run_fixed (
    run_id bigint not null,
    term text not null,
    estimate double not null,
    standard_error double
);

-- One rater in one rater type: tendency, what it rests on, and how they rate at all.
create table rater_result (
    run_id bigint not null,
    rater_id bigint not null,            -- employee_id of the rater
    rater_type text not null,            -- superior (acting included), peer, direct_report, project_lead
    agency_code text,                    -- of the rater's own post, else of most people rated
    unit_id bigint,
    position_title text,
    rated_position_class text,           -- most common class of the people rated
    n_ratings bigint not null,
    n_employees bigint not null,
    component bigint,                    -- connected part of the employee–rater graph, 1 is the largest
    component_size bigint,               -- raters in it
    n_linking bigint,                    -- people who have another rater too
    link_grade text not null,            -- A, B, C, V
    link_share double,                   -- 0: assumption only, 1: the links decide; null: undefined
    leniency double not null,            -- positive is lenient, in the response's unit
    leniency_sd double not null,
    leniency_lower double not null,      -- 90 %
    leniency_upper double not null,
    raw_difference double not null,      -- mean of rating less mean of its period
    lfdr double,                         -- chance that the difference is smaller than what matters
    verdict text not null,               -- clearly_stricter … clearly_lenient, not_identified, …
    mean_rating double,
    sd_rating double,                    -- spread of the ratings given, periods taken out
    n_predicates bigint not null,
    n_very_good bigint not null,
    n_good bigint not null,
    n_needs_improvement bigint not null,
    n_poor bigint not null,
    n_very_poor bigint not null,
    top_share double,                    -- of the two best predicates; null without predicates
    n_vectors bigint not null,           -- ratings with item levels
    flat_share double,                   -- of them with one level in all items
    identical_share double,              -- of them with the rater's most common levels of the period
    comparable_by text,                  -- position_class, rater_type: whom the rater is compared with
    n_comparable bigint not null,        -- other raters of at least five ratings
    comparable_mean double,              -- mean of their mean ratings
    comparable_raw_difference double,    -- mean of their raw differences
    comparable_sd double,                -- median of their spreads
    comparable_top_share double,         -- mean
    comparable_identical_share double,   -- mean
    n_project_people bigint not null     -- people rated who work in a project with people of others
);

-- One pattern of one rater: tested or descriptive.
create table rater_pattern (
    run_id bigint not null,
    rater_id bigint not null,
    rater_type text not null,
    pattern text not null,               -- drift, spread, halo, inconsistency, group, slope, restriction
    statistic double,
    p double,
    q double,
    is_flagged boolean,                  -- null where not testable or descriptive, and for group
    is_testable boolean not null,
    is_identified boolean not null,      -- nothing else, such as a team's growth, explains it as well
    n_used bigint,
    n_needed bigint
);

-- One year of one rater: the level of leniency in that year, others' people and inflation taken out.
create table rater_year (
    run_id bigint not null,
    rater_id bigint not null,
    rater_type text not null,
    year integer not null,
    n_ratings bigint not null,
    n_employees bigint not null,
    mean_rating double not null,
    raw_difference double not null,
    leniency double not null,
    leniency_lower double not null,      -- 90 %
    leniency_upper double not null
);

-- Two raters who share people; both directions are there.
create table rater_link (
    run_id bigint not null,
    rater_id bigint not null,
    rater_type text not null,
    other_id bigint not null,
    other_type text not null,
    n_employees bigint not null          -- people rated by both
);

-- How many ratings of a rater fall into a bin.
create table rater_bin (
    run_id bigint not null,
    rater_id bigint not null,
    rater_type text not null,
    bin_low double not null,
    n bigint not null
);

-- One person: adjusted score and rank, with how far both can be trusted.
create table employee_result (
    run_id bigint not null,
    employee_id bigint not null,
    agency_code text,                    -- at the latest appraisal of the run
    n_ratings bigint not null,
    raw_mean double not null,
    adjusted double not null,            -- net of the raters' leniency, in the response's unit
    adjusted_sd double not null,
    home_unit_id bigint,
    component bigint,
    link_grade text not null,            -- best of the raters who rated the person
    rank_lower bigint not null,          -- 90 %; 1 is best
    rank_median bigint not null,
    rank_upper bigint not null,
    top_probability double not null
);

-- Draws of a person's adjusted score, for ranking inside any pool.
create table employee_draw (
    run_id bigint not null,
    employee_id bigint not null,
    draws float[] not null
);

-- How a group's outcome differs from its reference group.
create table group_gap (
    run_id bigint not null,
    agency_code text,                    -- null: the whole institution
    attribute text not null,             -- sex, age_band, employment_type
    group_code text not null,
    reference_code text not null,
    outcome text not null,               -- raw, adjusted, selected
    n_group bigint not null,
    n_reference bigint not null,
    is_hidden boolean not null,          -- a side under ten people: no figures
    group_mean double,
    reference_mean double,
    difference double,                   -- group less reference
    difference_lower double,             -- 95 %
    difference_upper double,
    ratio double,                        -- of selection rates; outcome selected alone
    ratio_lower double,
    ratio_upper double,
    split_raters double,                 -- who rates whom; outcome raw alone
    split_within double,                 -- how they rate
    split_remainder double,              -- unit quality and the people themselves
    n_raters_within bigint               -- raters who rated both groups
);

-- One figure of reliability or agreement.
create table reliability_result (
    run_id bigint not null,
    measure text not null,               -- share:employee, …, single_rating, mean_rating, icc1, …
    estimate double,                     -- null: the design does not allow it, reason says why
    estimate_lower double,               -- 95 %
    estimate_upper double,
    reason text
);

-- Reliability that a number of raters and periods would bring.
create table d_study_point (
    run_id bigint not null,
    n_raters integer not null,
    n_periods integer not null,
    reliability double not null
);

-- What an evaluator wrote about a rater; only added to.
create table rater_note (
    note_id bigint not null,
    rater_id bigint not null,
    run_id bigint,                       -- current when it was written
    written_at timestamp not null,       -- UTC
    author text not null,
    note text not null
);
