-- How many people of each agency have a target that was reported?
-- Grain       one row per agency with targets; the whole institution, as in group_sizes.sql
-- Columns     agency_code text, n bigint
-- Parameters  $period text
-- Why         a share of targets reached is about the people who had to reach them
select
    target.agency_code,
    count(distinct target.employee_id) filter (
        where target.target_value is not null and target.realised_value is not null
    ) as n
from performance_target as target
join period as chosen on chosen.period_code = $period
where target.period_code = $period or target.period_code = chosen.year::text
group by target.agency_code
order by target.agency_code;
