-- Kept up to date by every write (data/summaries.py), so that a page costs the same at ten million
-- appraisals as at ten thousand. Grain: one row per combination of the columns before n.

-- Results by everything the pages filter and group by.
create table predicate_summary (
    period_code text not null,
    agency_code text,
    position_class text,
    grade_group text,
    employment_type text,
    work_result text,
    behaviour text,
    predicate text,
    n bigint not null
);

-- Scores in bins of one point, with their sums for exact means.
create table score_summary (
    period_code text not null,
    agency_code text,
    position_class text,
    grade_group text,
    score_scale smallint not null,
    score_bin smallint not null,         -- floor of the score; a bin is one point wide
    n bigint not null,
    sum_score double not null,
    sum_squares double not null
);

-- The same people in two successive annual periods. agency, class and grade are those of the later one.
create table movement_summary (
    period_code text not null,
    previous_period_code text not null,
    agency_code text,
    position_class text,
    grade_group text,
    previous_predicate text not null,
    predicate text not null,
    n bigint not null
);

-- How well appraisals were filled in.
create table filling_summary (
    period_code text not null,
    agency_code text,
    position_class text,
    grade_group text,
    n bigint not null,
    n_dated bigint not null,             -- set_on known and the period has a deadline
    n_late bigint not null,              -- set after the deadline
    n_last_week bigint not null,         -- set in the seven days up to the deadline
    n_feedback bigint not null,          -- feedback text given
    n_copied bigint not null,            -- the same text stands in at least two other appraisals of the unit
    n_without_rater bigint not null
);

-- People in post on the last day of a period, by the people master.
create table headcount_summary (
    period_code text not null,
    agency_code text not null,
    position_class text,
    grade_group text,
    n_employees bigint not null
);
