-- Which appraisals in the store does a file replace?
-- Reads       valid_rows (rows of the file that may go in), stored_keys
-- Creates     replacements: row_id bigint, appraisal_id bigint, rater_differs boolean
create or replace temp table replacements as
with same_key as (
    select valid_rows.row_id, stored_keys.appraisal_id
    from valid_rows
    join stored_keys
        on stored_keys.nip = valid_rows.nip
        and stored_keys.period_code = valid_rows.period_code
        and stored_keys.rater_role = valid_rows.rater_role
        -- Two absent raters are equal.
        and stored_keys.rater_key is not distinct from valid_rows.rater_nip
),
new_left as (
    select nip, period_code, rater_role, min(row_id) as row_id
    from valid_rows
    where rater_role in ('superior', 'acting')
        and row_id not in (select row_id from same_key)
    group by all
    having count(*) = 1
),
stored_left as (
    select nip, period_code, rater_role, min(appraisal_id) as appraisal_id
    from stored_keys
    where appraisal_id not in (select appraisal_id from same_key)
    group by all
    having count(*) = 1
)
select row_id, appraisal_id, false as rater_differs from same_key
union all
select new_left.row_id, stored_left.appraisal_id, true as rater_differs
from new_left
join stored_left
    on stored_left.nip = new_left.nip
    and stored_left.period_code = new_left.period_code
    and stored_left.rater_role = new_left.rater_role;
