-- How do groups of people differ in what they were given?
-- Grain       one row per attribute, group and outcome, for the whole institution or the chosen agency
-- Columns     agency_code text, attribute text, group_code text, reference_code text, outcome text,
--             n_group bigint, n_reference bigint, is_hidden boolean, group_mean double,
--             reference_mean double, difference double, difference_lower double,
--             difference_upper double, ratio double, ratio_lower double, ratio_upper double,
--             split_raters double, split_within double, split_remainder double,
--             n_raters_within bigint
-- Parameters  $agencies text[] (from the scope), $agency text (null: the whole institution)
select
    agency_code, attribute, group_code, reference_code, outcome, n_group, n_reference, is_hidden,
    group_mean, reference_mean, difference, difference_lower, difference_upper, ratio, ratio_lower,
    ratio_upper, split_raters, split_within, split_remainder, n_raters_within
from group_gap
where run_id = (select max(run_id) from analysis_run where state = 'done')
    and agency_code is not distinct from $agency::text
    and (agency_code is null or $agencies::text[] is null
        or list_contains($agencies::text[], agency_code))
order by attribute, group_code, outcome;
