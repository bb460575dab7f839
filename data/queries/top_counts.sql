-- How firm is the order of everybody the current run has placed?
-- Grain       one row; none before the first run, and none for fewer people than may be shown
-- Columns     n bigint (people placed), n_top bigint (the top share of them, in people),
--             n_sure bigint, n_maybe bigint (probably, perhaps among the top share of the run),
--             n_unlinked bigint (link grade C), top_share double
-- Parameters  $agencies text[], $smallest_group integer (from the scope),
--             $sure, $maybe double (least probability of either)
with newest as (
    select run_id, top_share
    from analysis_run
    where state = 'done'
    order by run_id desc
    limit 1
)
select
    count(*) as n, ceil(count(*) * any_value(newest.top_share))::bigint as n_top,
    count(*) filter (where top_probability > $sure) as n_sure,
    count(*) filter (where top_probability between $maybe and $sure) as n_maybe,
    count(*) filter (where link_grade = 'C') as n_unlinked,
    any_value(newest.top_share) as top_share
from employee_result
join newest on newest.run_id = employee_result.run_id
where $agencies::text[] is null or list_contains($agencies::text[], agency_code)
having count(*) >= $smallest_group;
