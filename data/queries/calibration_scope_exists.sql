-- Is there a result in an agency (or unit) and period that a calibration could be about?
-- Grain       one row
-- Columns     has_results boolean
-- Parameters  $agencies text[] (from the scope), $period, $agency text, $unit_id bigint (null: all)
select exists (
    select 1 from result
    where period_code = $period and agency_code = $agency
        and ($unit_id::bigint is null or unit_id = $unit_id)
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
) as has_results;
