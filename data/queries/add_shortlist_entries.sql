-- Adds the people of a shortlist; the rows are those of the table listed_rows.
-- Parameters  $shortlist_id bigint
insert into shortlist_entry (
    shortlist_id, employee_id, place, is_in, standing, rank_lower, rank_median, rank_upper,
    top_probability, score, score_lower, score_upper, raw_mean, raw_place, n_ratings, link_grade,
    n_objective, overall, open_checks, position_title, unit_name, agency_code, agency_name, grade
)
select
    $shortlist_id, employee_id, place, is_in, standing, rank_lower, rank_median, rank_upper,
    top_probability, score, score_lower, score_upper, raw_mean, raw_place, n_ratings, link_grade,
    n_objective, overall, open_checks, position_title, unit_name, agency_code, agency_name, grade
from listed_rows
order by place nulls last, employee_id;
