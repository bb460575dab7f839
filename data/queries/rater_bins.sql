-- How are one rater's ratings distributed beside those of comparable raters?
-- Grain       one row per bin in which either has ratings
-- Columns     bin_low double, n_own bigint, n_comparable bigint
-- Parameters  $agencies text[], $may_see_persons boolean, $smallest_group integer (from the scope),
--             $rater_id bigint, $rater_type text
-- Why         comparable raters as rater_result.comparable_by says; the rater is not among them
with newest as (
    select max(run_id) as run_id from analysis_run where state = 'done'
),
own as (
    select
        found.run_id, found.rater_id, found.rater_type, found.comparable_by,
        found.rated_position_class
    from rater_result as found
    where found.run_id = (select run_id from newest)
        and found.rater_id = $rater_id
        and found.rater_type = $rater_type
        and ($agencies::text[] is null or list_contains($agencies::text[], found.agency_code))
        and ($may_see_persons or found.n_employees >= $smallest_group)
),
wanted as (
    select other.rater_id, other.rater_id = own.rater_id as is_own
    from rater_result as other, own
    where other.run_id = own.run_id
        and other.rater_type = own.rater_type
        and (
            other.rater_id = own.rater_id
            or (
                other.n_ratings >= 5
                and (
                    own.comparable_by = 'rater_type'
                    or other.rated_position_class = own.rated_position_class
                )
            )
        )
)
select
    rater_bin.bin_low,
    coalesce(sum(rater_bin.n) filter (where wanted.is_own), 0)::bigint as n_own,
    coalesce(sum(rater_bin.n) filter (where not wanted.is_own), 0)::bigint as n_comparable
from rater_bin
join wanted on wanted.rater_id = rater_bin.rater_id
where rater_bin.run_id = (select run_id from newest) and rater_bin.rater_type = $rater_type
group by rater_bin.bin_low
order by rater_bin.bin_low;
