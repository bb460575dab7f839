-- How many results of each predicate are there in each year?
-- Grain       one row per year and predicate that occurs; a year's period is the annual one, or its
--             latest where only quarters or months exist
-- Columns     year integer, period_code text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $agency, $position_class, $grade_group text
-- Why         which periods have results is read from the smallest table that counts all of them
with with_results as (
    select distinct period_code from filling_summary
),
ranked as (
    select
        period.year, period.period_code,
        row_number() over (
            partition by period.year
            order by period.kind = 'year' desc, period.ends_on desc, period.starts_on desc
        ) as place
    from period
    where period.period_code in (select period_code from with_results)
),
chosen as (
    select year, period_code from ranked where place = 1
)
select chosen.year, predicate_summary.period_code, predicate, sum(n)::bigint as n
from predicate_summary
join chosen on chosen.period_code = predicate_summary.period_code
where predicate is not null
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by chosen.year, predicate_summary.period_code, predicate
order by chosen.year, predicate;
