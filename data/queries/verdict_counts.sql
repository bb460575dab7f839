-- How many raters got each verdict?
-- Grain       one row per verdict, also with 0 raters, in a fixed order; counts the raters that
--             rater_results gives the same reader
-- Columns     verdict text, n_raters bigint, n_employees bigint (rated by them; a person with two
--             raters counts at each)
-- Parameters  $agencies text[], $may_see_persons boolean, $smallest_group integer (from the scope),
--             $agency, $position_class, $rater_type text
with verdicts as (
    select unnest([
        'clearly_stricter', 'possibly_stricter', 'not_distinguishable', 'possibly_lenient',
        'clearly_lenient', 'not_identified', 'not_enough_data'
    ]) as verdict, unnest(range(7)) as place
),
counted as (
    select verdict, count(*) as n_raters, sum(n_employees) as n_employees
    from rater_result
    where run_id = (select max(run_id) from analysis_run where state = 'done')
        and rater_type = $rater_type
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
        and ($agency::text is null or agency_code = $agency)
        and ($position_class::text is null or rated_position_class = $position_class)
        and ($may_see_persons or n_employees >= $smallest_group)
    group by verdict
)
select
    verdicts.verdict, coalesce(counted.n_raters, 0)::bigint as n_raters,
    coalesce(counted.n_employees, 0)::bigint as n_employees
from verdicts
left join counted on counted.verdict = verdicts.verdict
order by verdicts.place;
