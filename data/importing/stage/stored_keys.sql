-- Which appraisals does the store hold in some periods?
-- Grain       one row per appraisal
-- Columns     appraisal_id bigint, nip text, period_code text, rater_role text, rater_key text
--             (NIP or other id of the rater, null without one)
-- Parameters  $periods text[]
select
    appraisal.appraisal_id, person.nip, appraisal.period_code, appraisal.rater_role,
    coalesce(rater.nip, rater.external_rater_id) as rater_key
from appraisal
join employee as person on person.employee_id = appraisal.employee_id
left join employee as rater on rater.employee_id = appraisal.rater_id
where list_contains($periods::text[], appraisal.period_code)
order by appraisal.appraisal_id;
