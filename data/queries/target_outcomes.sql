-- How many targets of each outcome does each agency have?
-- Grain       one row per agency, aspect, outcome and whether somebody verified it; targets of the
--             year of the period
-- Columns     agency_code text, aspect text, target_value integer, target_direction text,
--             realised_value integer, verified_by text, n bigint
-- Parameters  $agencies text[] (from the scope), $period, $agency text
-- Why         in the form of a target of 1 that was reached (1) or missed (0), so that a thousand
--             targets travel as a few rows; null where a number is missing, verified_by says yes
with judged as (
    select
        target.agency_code, target.aspect,
        case when target.target_value is not null then 1 end as target_value,
        case
            when target.target_value is null or target.realised_value is null then null
            when target.target_direction = 'at_most'
                then (target.realised_value <= target.target_value)::integer
            when target.target_direction = 'exactly'
                then (target.realised_value = target.target_value)::integer
            else (target.realised_value >= target.target_value)::integer
        end as realised_value,
        case when target.verified_by is not null then 'yes' end as verified_by
    from performance_target as target
    join period as chosen on chosen.period_code = $period
    where (target.period_code = $period or target.period_code = chosen.year::text)
        and ($agencies::text[] is null or list_contains($agencies::text[], target.agency_code))
        and ($agency::text is null or target.agency_code = $agency)
)
select
    agency_code, aspect, target_value, 'at_least' as target_direction, realised_value, verified_by,
    count(*) as n
from judged
group by agency_code, aspect, target_value, realised_value, verified_by
order by agency_code, aspect, target_value, realised_value, verified_by;
