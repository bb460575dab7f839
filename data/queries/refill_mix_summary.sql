-- Counts results by predicate side by side anew; predicate_summary must be up to date.
-- Parameters  $periods text[] (null: all)
delete from mix_summary
where $periods::text[] is null or list_contains($periods::text[], period_code);

insert into mix_summary (
    period_code, agency_code, position_class, grade_group, employment_type,
    n_very_good, n_good, n_needs_improvement, n_poor, n_very_poor
)
select
    period_code, agency_code, position_class, grade_group, employment_type,
    coalesce(sum(n) filter (where predicate = 'very_good'), 0) as n_very_good,
    coalesce(sum(n) filter (where predicate = 'good'), 0) as n_good,
    coalesce(sum(n) filter (where predicate = 'needs_improvement'), 0) as n_needs_improvement,
    coalesce(sum(n) filter (where predicate = 'poor'), 0) as n_poor,
    coalesce(sum(n) filter (where predicate = 'very_poor'), 0) as n_very_poor
from predicate_summary
where predicate is not null
    and ($periods::text[] is null or list_contains($periods::text[], period_code))
group by all
order by period_code, agency_code;
