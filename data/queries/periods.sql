-- Which periods have results?
-- Grain       one row per period, in order of time
-- Columns     period_code text, kind text, year integer, starts_on date, ends_on date, due_on date,
--             n_results bigint
-- Parameters  $agencies text[] (from the scope)
with counted as (
    select period_code, sum(n)::bigint as n_results
    from filling_summary
    where $agencies::text[] is null or list_contains($agencies::text[], agency_code)
    group by period_code
)
select
    period.period_code, period.kind, period.year, period.starts_on, period.ends_on, period.due_on,
    counted.n_results
from counted
join period on period.period_code = counted.period_code
order by period.ends_on, period.starts_on desc;
