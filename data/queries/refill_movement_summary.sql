-- Counts how the same people moved between predicates from one annual period to the next, anew.
-- Parameters  $periods text[] (null: all)
create or replace temp table movement_year as
select
    later.period_code as period_code,
    earlier.period_code as previous_period_code
from period as later
join period as earlier on earlier.kind = 'year' and earlier.year = later.year - 1
where later.kind = 'year'
    and (
        $periods::text[] is null
        or list_contains($periods::text[], later.period_code)
        or list_contains($periods::text[], earlier.period_code)
    );

delete from movement_summary
where period_code in (select period_code from movement_year);

insert into movement_summary (
    period_code, previous_period_code, agency_code, position_class, grade_group,
    previous_predicate, predicate, n
)
select
    now.period_code, before.period_code, now.agency_code, now.position_class, now.grade_group,
    before.predicate, now.predicate, count(*) as n
from movement_year
join result as now on now.period_code = movement_year.period_code
join result as before
    on before.period_code = movement_year.previous_period_code
    and before.employee_id = now.employee_id
where now.predicate is not null and before.predicate is not null
group by all
order by now.period_code, now.agency_code;

drop table movement_year;
