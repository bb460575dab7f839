-- Ratings, with the facts of their time frozen in them.

create sequence appraisal_id_sequence;

-- One rating of one person by one rater in one period, with unit, post and grade as they were then.
create table appraisal (
    appraisal_id bigint not null default nextval('appraisal_id_sequence'),
    employee_id bigint not null,
    rater_id bigint,                     -- employee_id of the rater; null: not given
    rater_role text not null,            -- superior, acting, peer, direct_report, project_lead, self
    period_code text not null,
    agency_code text,
    unit_id bigint,
    position_id bigint,
    position_class text,
    job_family text,
    grade text,
    grade_group text,                    -- I, II, III, IV, PPPK
    employment_type text,
    work_result text,                    -- above, meets, below
    behaviour text,
    score double,
    score_scale smallint,                -- 100 or 120
    predicate text,
    set_on date,
    feedback_text text,                  -- null: not given
    is_result boolean not null default false,  -- the row that counts for this person and period
    batch_id bigint,
    row_number bigint                    -- row of the file
);

-- One item of an appraisal, for instance one of the seven core values.
create table appraisal_item (
    appraisal_id bigint not null,
    item text not null,                  -- service_oriented, accountable, …
    level double not null,
    scale_low double not null,
    scale_high double not null
);

-- Former values of appraisals that a corrected file replaced or an undo removed.
create table appraisal_history (
    appraisal_id bigint,
    employee_id bigint,
    rater_id bigint,
    rater_role text,
    period_code text,
    agency_code text,
    unit_id bigint,
    position_id bigint,
    position_class text,
    job_family text,
    grade text,
    grade_group text,
    employment_type text,
    work_result text,
    behaviour text,
    score double,
    score_scale smallint,
    predicate text,
    set_on date,
    feedback_text text,
    batch_id bigint,
    row_number bigint,
    items text,                          -- JSON of the item levels
    ended_by_batch bigint not null,      -- import that replaced it, or batch that was undone
    ended_how text not null,             -- replaced, undone
    ended_at timestamp not null
);

-- The result of a person in a period: the superior's or acting superior's appraisal, the one set last.
-- is_result is kept up to date by every write that touches the person and period (queries/mark_results.sql).
create view result as
select
    appraisal_id, employee_id, rater_id, rater_role, period_code, agency_code, unit_id, position_id,
    position_class, job_family, grade, grade_group, employment_type, work_result, behaviour,
    score, score_scale, predicate, set_on, feedback_text, batch_id
from appraisal
where is_result;
