-- How large is each part of the ratings' variance in the current run?
-- Grain       one row per component, in the order of the model
-- Columns     name text, variance double, standard_error double, variance_share double (of the five
--             parts of a superior's rating; null for further rater types)
with found as (
    select name, variance, standard_error, contains(name, ':') as is_further, rowid as place
    from run_component
    where run_id = (select max(run_id) from analysis_run where state = 'done')
)
select
    name, variance, standard_error,
    case when not is_further
        then variance / nullif(sum(variance) filter (where not is_further) over (), 0)
    end as variance_share
from found
order by place;
