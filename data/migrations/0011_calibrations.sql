-- Calibration meetings: drafts of other predicates, with reasons. Appraisals are never altered by them.

create sequence calibration_id_sequence;
create sequence calibration_change_id_sequence;

-- One draft of one person, about the results of one agency, or of a unit in it, in one period.
create table calibration (
    calibration_id bigint not null,
    owner text not null,                 -- account; nobody else changes the draft
    name text not null,
    period_code text not null,
    agency_code text not null,
    unit_id bigint,                      -- null: the whole agency
    state text not null default 'open',  -- open, closed
    attendees text,                      -- of the meeting, one a line; null: not written down
    version bigint not null default 1,   -- rises with every change, so that two tabs notice each other
    created_at timestamp not null,       -- UTC
    changed_at timestamp not null,       -- UTC
    closed_at timestamp                  -- UTC; null: open
);

-- What a draft says about a person from then on; only added to, the newest row of a person holds.
create table calibration_change (
    change_id bigint not null,
    calibration_id bigint not null,
    employee_id bigint not null,
    version bigint not null,             -- of the draft that this change made
    current_predicate text,              -- what the result said then; null: rated without one
    proposed_predicate text,             -- null: as the result says
    reason text,                         -- null: not needed, nothing else is proposed
    is_discussed boolean not null,
    changed_at timestamp not null,       -- UTC
    changed_by text not null
);
