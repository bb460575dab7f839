-- Further results of a run about raters.

-- A person whom a rater rates otherwise than both are like elsewhere; the few furthest apart of each
-- rater. Descriptive: favour and a real fit look alike.
create table rater_pair (
    run_id bigint not null,
    rater_id bigint not null,
    rater_type text not null,
    employee_id bigint not null,
    n_ratings bigint not null,           -- of this person by this rater
    estimate double not null             -- in the response's unit, shrunk; positive: rated higher
);
