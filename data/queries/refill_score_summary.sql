-- Counts results by score, in bins of one point, anew.
-- Parameters  $periods text[] (null: all)
-- Why         the top of the scale is a bin of its own: who has it, has all there is
delete from score_summary
where $periods::text[] is null or list_contains($periods::text[], period_code);

insert into score_summary (
    period_code, agency_code, position_class, grade_group, score_scale, score_bin,
    n, sum_score, sum_squares
)
select
    period_code, agency_code, position_class, grade_group, score_scale,
    floor(score)::smallint as score_bin,
    count(*) as n, sum(score) as sum_score, sum(score * score) as sum_squares
from result
where score is not null and score_scale is not null
    and ($periods::text[] is null or list_contains($periods::text[], period_code))
group by all
order by period_code, agency_code;
