-- How did one rater's tendency move over the years?
-- Grain       one row per year with ratings
-- Columns     year integer, n_ratings bigint, n_employees bigint, mean_rating double,
--             raw_difference double, leniency double, leniency_lower double, leniency_upper double
-- Parameters  $agencies text[], $may_see_persons boolean, $smallest_group integer (from the scope),
--             $rater_id bigint, $rater_type text
-- Why         a year of fewer people than a group may have leaves the database only for readers who
--             may see the people
select
    found.year, found.n_ratings, found.n_employees, found.mean_rating, found.raw_difference,
    found.leniency, found.leniency_lower, found.leniency_upper
from rater_year as found
where found.run_id = (select max(run_id) from analysis_run where state = 'done')
    and found.rater_id = $rater_id
    and found.rater_type = $rater_type
    and ($may_see_persons or found.n_employees >= $smallest_group)
    and exists (
        select 1 from rater_result
        where rater_result.run_id = found.run_id
            and rater_result.rater_id = found.rater_id
            and rater_result.rater_type = found.rater_type
            and ($agencies::text[] is null
                or list_contains($agencies::text[], rater_result.agency_code))
            and ($may_see_persons or rater_result.n_employees >= $smallest_group)
    )
order by found.year;
