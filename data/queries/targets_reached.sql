-- How many targets did each agency reach, by aspect?
-- Grain       one row per agency and aspect, targets of the year of the period
-- Columns     agency_code text, aspect text, n_targets bigint, n_reported bigint,
--             n_reached bigint, n_verified bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency text
-- Why         a target says whether more or less is better; one without a readable number is not
--             counted as missed but as not reported
with judged as (
    select
        target.agency_code, target.aspect, target.verified_by,
        target.target_value is not null and target.realised_value is not null as is_reported,
        case target.target_direction
            when 'at_most' then target.realised_value <= target.target_value
            when 'exactly' then target.realised_value = target.target_value
            else target.realised_value >= target.target_value
        end as is_reached
    from performance_target as target
    join period as chosen on chosen.period_code = $period
    where (target.period_code = $period or target.period_code = chosen.year::text)
        and ($agencies::text[] is null or list_contains($agencies::text[], target.agency_code))
        and ($agency::text is null or target.agency_code = $agency)
)
select
    agency_code, aspect,
    count(*) as n_targets,
    count(*) filter (where is_reported) as n_reported,
    count(*) filter (where is_reported and is_reached) as n_reached,
    count(*) filter (where is_reported and verified_by is not null) as n_verified
from judged
group by agency_code, aspect
order by agency_code, aspect;
