-- How many raters were tested for each pattern, and how many stand out?
-- Grain       one row per pattern of the current run
-- Columns     pattern text, n_raters bigint, n_tested bigint, n_flagged bigint (null for patterns that
--             name nobody; one that a team's growth explains as well is not counted)
-- Parameters  $agencies text[], $may_see_persons boolean, $smallest_group integer (from the scope),
--             $agency, $position_class, $rater_type text
select
    found.pattern, count(*) as n_raters,
    count(*) filter (where found.is_testable) as n_tested,
    case when count(found.is_flagged) > 0
        then count(*) filter (where found.is_flagged and found.is_identified) end as n_flagged
from rater_pattern as found
join rater_result
    on rater_result.run_id = found.run_id
    and rater_result.rater_id = found.rater_id
    and rater_result.rater_type = found.rater_type
where found.run_id = (select max(run_id) from analysis_run where state = 'done')
    and found.rater_type = $rater_type
    and ($agencies::text[] is null or list_contains($agencies::text[], rater_result.agency_code))
    and ($agency::text is null or rater_result.agency_code = $agency)
    and ($position_class::text is null or rater_result.rated_position_class = $position_class)
    and ($may_see_persons or rater_result.n_employees >= $smallest_group)
group by found.pattern
order by found.pattern;
