-- What did agencies themselves achieve: their own predicate and service index?
-- Grain       one row per agency with either in the period
-- Columns     agency_code text, period_code text, agency_predicate text, satisfaction_index double
-- Parameters  $agencies text[] (from the scope), $period, $agency text
select agency_code, period_code, agency_predicate, satisfaction_index
from agency_result
where period_code = $period
    and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
    and ($agency::text is null or agency_code = $agency)
order by agency_code;
