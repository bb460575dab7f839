-- How does each rater rate, what does that rest on, and what can be said?
-- Grain       one row per rater of the current run in one rater type; raters of fewer people than a
--             group may have only for readers who may see the people
-- Columns     rater_id bigint, rater_type text, rater_name text (null without the right),
--             rater_position text, agency_code text, agency_name text, unit_name text,
--             rated_position_class text, n_ratings bigint, n_employees bigint, component bigint,
--             component_size bigint, n_linking bigint, link_grade text, link_share double,
--             leniency double, leniency_sd double, leniency_lower double, leniency_upper double,
--             raw_difference double, lfdr double, verdict text, mean_rating double,
--             sd_rating double, n_predicates bigint, n_very_good bigint, n_good bigint,
--             n_needs_improvement bigint, n_poor bigint, n_very_poor bigint, top_share double,
--             n_vectors bigint, flat_share double, identical_share double, comparable_by text,
--             n_comparable bigint, comparable_mean double, comparable_raw_difference double,
--             comparable_sd double, comparable_top_share double, comparable_identical_share double,
--             n_project_people bigint,
--             drift_statistic double, drift_p double, drift_q double, drift_flag boolean,
--             drift_is_identified boolean,
--             spread_statistic double, spread_p double, spread_q double, spread_flag boolean,
--             spread_is_identified boolean,
--             halo_statistic double, halo_p double, halo_q double, halo_flag boolean,
--             halo_is_identified boolean,
--             inconsistency_statistic double, inconsistency_p double, inconsistency_q double,
--             inconsistency_flag boolean,
--             inconsistency_is_identified boolean
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean, $smallest_group integer
--             (from the scope), $agency, $position_class, $rater_type text, $rater_id bigint (null: all)
-- Why         a flag is null where the test could not be made, and not identified where a team's
--             growth explains as much; group patterns never name a rater, so
--             they are not here. Most different first: by the distance of the nearer bound from zero
with newest as (
    select max(run_id) as run_id from analysis_run where state = 'done'
),
tested as (
    select
        rater_id,
        any_value(statistic) filter (where pattern = 'drift') as drift_statistic,
        any_value(p) filter (where pattern = 'drift') as drift_p,
        any_value(q) filter (where pattern = 'drift') as drift_q,
        any_value(is_flagged) filter (where pattern = 'drift') as drift_flag,
        any_value(is_identified) filter (where pattern = 'drift') as drift_is_identified,
        any_value(statistic) filter (where pattern = 'spread') as spread_statistic,
        any_value(p) filter (where pattern = 'spread') as spread_p,
        any_value(q) filter (where pattern = 'spread') as spread_q,
        any_value(is_flagged) filter (where pattern = 'spread') as spread_flag,
        any_value(is_identified) filter (where pattern = 'spread') as spread_is_identified,
        any_value(statistic) filter (where pattern = 'halo') as halo_statistic,
        any_value(p) filter (where pattern = 'halo') as halo_p,
        any_value(q) filter (where pattern = 'halo') as halo_q,
        any_value(is_flagged) filter (where pattern = 'halo') as halo_flag,
        any_value(is_identified) filter (where pattern = 'halo') as halo_is_identified,
        any_value(statistic) filter (where pattern = 'inconsistency') as inconsistency_statistic,
        any_value(p) filter (where pattern = 'inconsistency') as inconsistency_p,
        any_value(q) filter (where pattern = 'inconsistency') as inconsistency_q,
        any_value(is_flagged) filter (where pattern = 'inconsistency') as inconsistency_flag,
        any_value(is_identified) filter (where pattern = 'inconsistency') as inconsistency_is_identified
    from rater_pattern
    where run_id = (select run_id from newest) and rater_type = $rater_type
    group by rater_id
)
select
    found.rater_id, found.rater_type,
    case when $may_see_names then employee.name end as rater_name,
    found.position_title as rater_position, found.agency_code, agency.name as agency_name,
    unit.name as unit_name, found.rated_position_class, found.n_ratings, found.n_employees,
    found.component, found.component_size, found.n_linking, found.link_grade, found.link_share,
    found.leniency, found.leniency_sd, found.leniency_lower, found.leniency_upper,
    found.raw_difference, found.lfdr, found.verdict, found.mean_rating, found.sd_rating,
    found.n_predicates, found.n_very_good, found.n_good, found.n_needs_improvement, found.n_poor,
    found.n_very_poor, found.top_share, found.n_vectors, found.flat_share, found.identical_share,
    found.comparable_by, found.n_comparable, found.comparable_mean,
    found.comparable_raw_difference, found.comparable_sd, found.comparable_top_share,
    found.comparable_identical_share, found.n_project_people,
    tested.drift_statistic, tested.drift_p, tested.drift_q, tested.drift_flag,
    tested.drift_is_identified,
    tested.spread_statistic, tested.spread_p, tested.spread_q, tested.spread_flag,
    tested.spread_is_identified,
    tested.halo_statistic, tested.halo_p, tested.halo_q, tested.halo_flag,
    tested.halo_is_identified,
    tested.inconsistency_statistic, tested.inconsistency_p, tested.inconsistency_q,
    tested.inconsistency_flag,
    tested.inconsistency_is_identified
from rater_result as found
left join tested on tested.rater_id = found.rater_id
left join employee on employee.employee_id = found.rater_id
left join agency on agency.agency_code = found.agency_code
left join unit on unit.unit_id = found.unit_id
where found.run_id = (select run_id from newest)
    and found.rater_type = $rater_type
    and ($agencies::text[] is null or list_contains($agencies::text[], found.agency_code))
    and ($agency::text is null or found.agency_code = $agency)
    and ($position_class::text is null or found.rated_position_class = $position_class)
    and ($rater_id::bigint is null or found.rater_id = $rater_id)
    and ($may_see_persons or found.n_employees >= $smallest_group)
order by
    greatest(found.leniency_lower, -found.leniency_upper) desc, found.rater_id;
