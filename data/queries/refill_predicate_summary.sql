-- Counts results by predicate and levels anew.
-- Parameters  $periods text[] (null: all)
delete from predicate_summary
where $periods::text[] is null or list_contains($periods::text[], period_code);

insert into predicate_summary (
    period_code, agency_code, position_class, grade_group, employment_type,
    work_result, behaviour, predicate, n
)
select
    period_code, agency_code, position_class, grade_group, employment_type,
    work_result, behaviour, predicate, count(*) as n
from result
where $periods::text[] is null or list_contains($periods::text[], period_code)
group by all
-- Clustered by period: a query of one period skips the blocks of all others.
order by period_code, agency_code;
