-- How does each rater rate, what does that rest on, and what can be said?
-- Grain       one row per rater of the current run in one rater type; raters of fewer people than a
--             group may have only for readers who may see the people
-- Columns     rater_id bigint, rater_type text, rater_name text (null without the right),
--             rater_position text, agency_code text, agency_name text, unit_name text,
--             rated_position_class text, n_ratings bigint, n_employees bigint, n_linking bigint,
--             link_grade text, link_share double, leniency double, leniency_lower double,
--             leniency_upper double, raw_difference double, verdict text, sd_rating double,
--             n_very_good bigint, n_good bigint, top_share double, identical_share double,
--             comparable_by text, n_comparable bigint, comparable_raw_difference double,
--             comparable_sd double, comparable_top_share double, comparable_identical_share double,
--             n_project_people bigint, n_compared bigint
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean, $smallest_group integer
--             (from the scope), $agency, $position_class, $rater_type text, $rater_id bigint (null: all)
-- Why         n_compared: the others whom the model sets the rater beside, through links all of the
--             connected part, through what others measured all that have a place. Most different
--             first: by the distance of the nearer bound from zero
with newest as (
    select max(run_id) as run_id from analysis_run where state = 'done'
),
placed as (
    select
        rater_id, link_grade = 'C' as is_alone, component,
        verdict in ('not_identified', 'not_enough_data') as has_no_place
    from rater_result
    where run_id = (select run_id from newest) and rater_type = $rater_type
),
compared as (
    select
        rater_id,
        case
            when is_alone
                then count(*) filter (not has_no_place) over () - (not has_no_place)::integer
            else count(*) over (partition by is_alone, component) - 1
        end as n_compared
    from placed
)
select
    found.rater_id, found.rater_type,
    case when $may_see_names then employee.name end as rater_name,
    found.position_title as rater_position, found.agency_code, agency.name as agency_name,
    unit.name as unit_name, found.rated_position_class, found.n_ratings, found.n_employees,
    found.n_linking, found.link_grade, found.link_share, found.leniency, found.leniency_lower,
    found.leniency_upper, found.raw_difference, found.verdict, found.sd_rating, found.n_very_good,
    found.n_good, found.top_share, found.identical_share, found.comparable_by, found.n_comparable,
    found.comparable_raw_difference, found.comparable_sd, found.comparable_top_share,
    found.comparable_identical_share, found.n_project_people, compared.n_compared
from rater_result as found
join compared on compared.rater_id = found.rater_id
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
