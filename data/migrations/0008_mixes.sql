-- A smaller summary for the figures that most pages draw.

-- Results with a predicate, the five predicates side by side. Grain: one row per combination of the
-- columns before the counts; it stops growing once every group occurs.
create table mix_summary (
    period_code text not null,
    agency_code text,
    position_class text,
    grade_group text,
    employment_type text,
    n_very_good bigint not null,
    n_good bigint not null,
    n_needs_improvement bigint not null,
    n_poor bigint not null,
    n_very_poor bigint not null
);

-- The top of a scale has become a bin of its own, and the table above is empty: summaries of
-- appraisals that are there already are filled anew once, at the next start (data/summaries.py).
insert into store_info (key, value)
select 'summaries', 'stale'
where exists (select appraisal_id from appraisal);
