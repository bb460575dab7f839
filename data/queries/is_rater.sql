-- Has somebody rated, inside the agencies of the reader?
-- Grain       one row
-- Columns     is_rater boolean
-- Parameters  $rater_id bigint, $agencies text[] (from the scope)
select exists (
    select 1 from appraisal
    where rater_id = $rater_id
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
) as is_rater;
