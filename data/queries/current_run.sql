-- Which analysis run do the pages show, and what is newer than what it read?
-- Grain       one row: the newest run that is done; none before the first
-- Columns     run_id bigint, started_at timestamp, finished_at timestamp, seconds double, actor text,
--             method_version text, seed bigint, data_version text, n_appraisals bigint, n_used bigint,
--             n_newer_appraisals bigint, n_gone_appraisals bigint, period_kind text, response text,
--             response_unit text, bin_width double, smallest double, smallest_rule text,
--             response_entropy_bits double, n_cells bigint, n_employees bigint, n_raters bigint,
--             n_units bigint, has_converged boolean, n_draws integer, top_share double,
--             not_separable text, notes text, settings text
-- Why         newer is what later imports brought; gone is what was there and was replaced or undone
with newest as (
    select max(run_id) as run_id from analysis_run where state = 'done'
),
counted as (
    select
        count(*) filter (
            where appraisal.batch_id > coalesce(analysis_run.last_batch_id, 0)
        ) as n_newer,
        count(*) as n_now
    from appraisal, newest
    join analysis_run on analysis_run.run_id = newest.run_id
)
select
    analysis_run.run_id, started_at, finished_at, seconds, actor, method_version, seed,
    data_version, n_appraisals, n_used, counted.n_newer as n_newer_appraisals,
    greatest(n_appraisals - (counted.n_now - counted.n_newer), 0)::bigint as n_gone_appraisals,
    period_kind, response, response_unit, bin_width, smallest, smallest_rule,
    response_entropy_bits, n_cells, n_employees, n_raters, n_units, has_converged, n_draws,
    top_share, not_separable, notes, settings
from analysis_run
join newest on newest.run_id = analysis_run.run_id
cross join counted;
