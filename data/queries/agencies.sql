-- Which agencies may the reader see?
-- Grain       one row per agency
-- Columns     agency_code text, name text, agency_kind text, parent_code text, n_units bigint
-- Parameters  $agencies text[] (from the scope)
with units as (
    select agency_code, count(*) as n_units from unit group by agency_code
)
select
    agency.agency_code, agency.name, agency.agency_kind, agency.parent_code,
    coalesce(units.n_units, 0) as n_units
from agency
left join units on units.agency_code = agency.agency_code
where $agencies::text[] is null or list_contains($agencies::text[], agency.agency_code)
order by agency.name;
