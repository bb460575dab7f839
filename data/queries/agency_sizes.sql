-- How many appraisals has each agency?
-- Grain       one row per agency
-- Columns     agency_code text, name text, n_appraisals bigint
-- Parameters  $agencies text[] (from the scope)
with counted as (
    select agency_code, count(*) as n_appraisals from appraisal group by agency_code
)
select agency.agency_code, agency.name, coalesce(counted.n_appraisals, 0) as n_appraisals
from agency
left join counted on counted.agency_code = agency.agency_code
where $agencies::text[] is null or list_contains($agencies::text[], agency.agency_code)
order by agency.name, agency.agency_code;
