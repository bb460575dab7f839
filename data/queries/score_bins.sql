-- How are the scores spread?
-- Grain       one row per agency, scale and bin of one point
-- Columns     agency_code text, score_scale smallint, score_bin smallint, n bigint,
--             sum_score double, sum_squares double
-- Parameters  $agencies text[] (from the scope), $period, $agency, $position_class, $grade_group text
select
    agency_code, score_scale, score_bin,
    sum(n)::bigint as n, sum(sum_score) as sum_score, sum(sum_squares) as sum_squares
from score_summary
where period_code = $period
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
    and ($position_class::text is null or position_class = $position_class)
    and ($grade_group::text is null or grade_group = $grade_group)
group by agency_code, score_scale, score_bin
order by agency_code, score_scale, score_bin;
