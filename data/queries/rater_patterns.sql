-- Which patterns were looked for in one rater, with what result?
-- Grain       one row per pattern; the group pattern names nobody and is left out
-- Columns     pattern text, statistic double, p double, q double, is_flagged boolean (null: not
--             testable or descriptive), is_testable boolean, is_identified boolean, n_used bigint,
--             n_needed bigint
-- Parameters  $agencies text[], $may_see_persons boolean, $smallest_group integer (from the scope),
--             $rater_id bigint, $rater_type text
select
    found.pattern, found.statistic, found.p, found.q, found.is_flagged, found.is_testable,
    found.is_identified, found.n_used, found.n_needed
from rater_pattern as found
where found.run_id = (select max(run_id) from analysis_run where state = 'done')
    and found.rater_id = $rater_id
    and found.rater_type = $rater_type
    and found.pattern <> 'group'
    and exists (
        select 1 from rater_result
        where rater_result.run_id = found.run_id
            and rater_result.rater_id = found.rater_id
            and rater_result.rater_type = found.rater_type
            and ($agencies::text[] is null
                or list_contains($agencies::text[], rater_result.agency_code))
            and ($may_see_persons or rater_result.n_employees >= $smallest_group)
    )
order by found.pattern;
