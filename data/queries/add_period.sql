-- Adds a period unless it is known.
-- Parameters  $period text, $kind text, $year integer, $starts_on date, $ends_on date
insert into period (period_code, kind, year, starts_on, ends_on)
select $period, $kind, $year, $starts_on, $ends_on
where not exists (select 1 from period where period_code = $period);
