-- How many results of each predicate are there in each year?
-- Grain       one row per year and predicate that occurs; a year's period is the annual one, or its
--             latest where only quarters or months exist
-- Columns     year integer, period_code text, predicate text, n bigint
-- Parameters  $agencies text[] (from the scope), $agency, $position_class, $grade_group text
-- Why         whether a year has an annual period does not depend on the filters: every period is
--             counted once, and the ones that do not stand for their year are dropped
with counted as (
    select
        period_code, predicate,
        sum(n) filter (
            where ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
                and ($agency::text is null or agency_code = $agency)
                and ($position_class::text is null or position_class = $position_class)
                and ($grade_group::text is null or grade_group = $grade_group)
        )::bigint as n
    from predicate_summary
    group by period_code, predicate
),
placed as (
    select
        period.year, counted.period_code, counted.predicate, counted.n,
        rank() over (
            partition by period.year
            order by period.kind = 'year' desc, period.ends_on desc, period.starts_on desc
        ) as place
    from counted
    join period on period.period_code = counted.period_code
)
select year, period_code, predicate, n
from placed
where place = 1 and predicate is not null and n > 0
order by year, predicate;
