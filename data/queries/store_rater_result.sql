-- Stores what a run found about each rater.
-- Parameters  $run_id bigint
-- Reads       found_raters
insert into rater_result (
    run_id, rater_id, rater_type, agency_code, unit_id, position_title, rated_position_class,
    n_ratings, n_employees, component, component_size, n_linking, link_grade, link_share,
    leniency, leniency_sd, leniency_lower, leniency_upper, raw_difference, lfdr, verdict,
    mean_rating, sd_rating, n_predicates, n_very_good, n_good, n_needs_improvement, n_poor,
    n_very_poor, top_share, n_vectors, flat_share, identical_share, comparable_by, n_comparable,
    comparable_mean, comparable_raw_difference, comparable_sd, comparable_top_share,
    comparable_identical_share, n_project_people
)
select
    $run_id, rater_id, rater_type, agency_code, unit_id, position_title, rated_position_class,
    n_ratings, n_employees, component, component_size, n_linking, link_grade, link_share,
    leniency, leniency_sd, leniency_lower, leniency_upper, raw_difference, lfdr, verdict,
    mean_rating, sd_rating, n_predicates, n_very_good, n_good, n_needs_improvement, n_poor,
    n_very_poor, top_share, n_vectors, flat_share, identical_share, comparable_by, n_comparable,
    comparable_mean, comparable_raw_difference, comparable_sd, comparable_top_share,
    comparable_identical_share, n_project_people
from found_raters
order by rater_type, rater_id;
