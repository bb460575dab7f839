-- Shortlists: who was considered for a promotion, in which order, who is taken and why, who approved.

create sequence shortlist_id_sequence;
create sequence shortlist_choice_id_sequence;
create sequence shortlist_decision_id_sequence;

-- One saved list with what was asked and what the order rests on; approved, it changes no more.
create table shortlist (
    shortlist_id bigint not null,
    owner text not null,                 -- account that saved it; only the owner chooses and proposes
    name text not null,
    state text not null default 'draft', -- draft, proposed, approved, returned
    version bigint not null default 1,   -- rises with every change, so that two tabs notice each other
    created_at timestamp not null,       -- UTC
    changed_at timestamp not null,       -- UTC
    -- what was asked
    target text not null,                -- supervisor, administrator, executive, talent_pool, …
    on_day date not null,                -- day the checks are judged on
    agency_code text,                    -- null: every agency
    position_class text,                 -- null: every one
    grade_group text,                    -- null: every one
    job_family text,                     -- null: every one
    vacancy text,                        -- yes, no; null: not answered
    whom text not null,                  -- met, open, everybody: who is ranked
    places bigint not null,
    weight double not null,              -- of objective results, 0 to 1
    -- what it rests on
    run_id bigint not null,              -- of the analysis
    run_finished_at timestamp not null,  -- UTC
    method_version text not null,
    seed bigint not null,
    rule_set_id text not null,
    rule_set_name text not null,
    rule_set_basis text not null,
    rule_set_hash text not null,         -- SHA-256 of the content valid on on_day
    data_event_id bigint not null,       -- newest audit event that changed data; 0: none
    n_pool bigint not null,              -- people looked at
    reliability double                   -- of the order among those ranked; null: not known
);

-- One person of a list as the person stood there when it was saved; never changed.
create table shortlist_entry (
    shortlist_id bigint not null,
    employee_id bigint not null,
    place bigint,                        -- in the order, equal scores share the smallest; null: not ranked
    is_in boolean not null,              -- within the places
    standing text,                       -- surely_in, maybe, outside; null: not ranked
    rank_lower bigint,                   -- 90 %
    rank_median bigint,
    rank_upper bigint,
    top_probability double,              -- of being within the places
    score double,                        -- points
    score_lower double,                  -- 90 %
    score_upper double,
    raw_mean double,
    raw_place bigint,
    n_ratings bigint,
    link_grade text,                     -- A, B, C
    n_objective bigint,                  -- objective results known
    overall text,                        -- met, not_met, unknown: the checks of the target
    open_checks text,                    -- check:status:day, one a check not met or unknown, joined by ;
    position_title text,
    unit_name text,
    agency_code text,
    agency_name text,
    grade text
);

-- Whether a person is taken from then on; only added to, the newest row of a person holds.
create table shortlist_choice (
    choice_id bigint not null,
    shortlist_id bigint not null,
    employee_id bigint not null,
    version bigint not null,             -- of the list that this choice made
    is_taken boolean not null,
    reason text,                         -- null: none given
    changed_at timestamp not null,       -- UTC
    changed_by text not null
);

-- What was decided about a list as a whole; only added to.
create table shortlist_decision (
    decision_id bigint not null,
    shortlist_id bigint not null,
    version bigint not null,             -- of the list that this decision made
    action text not null,                -- create, propose, withdraw, approve, return
    state text not null,                 -- of the list afterwards
    decided_at timestamp not null,       -- UTC
    decided_by text not null,
    note text,                           -- needed to return a list
    changed_since text                   -- data, analysis, rules, joined by ;: changed since it was saved
);
