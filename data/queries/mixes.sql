-- How many results of each predicate has each agency, in all periods a page compares?
-- Grain       one row per period and agency of the reader; all other agencies together in one more
--             row (is_own false), so that the rows of a period add up to the whole institution
-- Columns     period_code text, is_own boolean, agency_code text, very_good bigint, good bigint,
--             needs_improvement bigint, poor bigint, very_poor bigint
-- Parameters  $agencies text[] (from the scope), $period text (all periods of its kind are given),
--             $other_periods text[] (further ones), $position_class, $grade_group text
-- Why         now, before, over the years, one agency beside the city: one query costs little more
--             than each of them; a code shows its kind (2024, 2024-Q1, 2024-07)
with placed as (
    select
        period_code,
        $agencies::text[] is null
        or coalesce(list_contains($agencies::text[], agency_code), false) as is_own,
        agency_code, n_very_good, n_good, n_needs_improvement, n_poor, n_very_poor
    from mix_summary
    where (
            length(period_code) = length($period)
            and contains(period_code, 'Q') = contains($period, 'Q')
            or list_contains($other_periods::text[], period_code)
        )
        and ($position_class::text is null or position_class = $position_class)
        and ($grade_group::text is null or grade_group = $grade_group)
)
select
    period_code, is_own, case when is_own then agency_code end as agency_code,
    sum(n_very_good)::bigint as very_good, sum(n_good)::bigint as good,
    sum(n_needs_improvement)::bigint as needs_improvement, sum(n_poor)::bigint as poor,
    sum(n_very_poor)::bigint as very_poor
from placed
group by all
order by period_code, is_own, agency_code;
