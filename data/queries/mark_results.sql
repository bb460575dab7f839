-- Marks the appraisal that counts for each person and period.
-- Parameters  $periods text[] (null: all)
-- Why         the superior's or acting superior's, the one set last; a date unknown is older than
--             any date, and of two alike the one written last counts
update appraisal set is_result = false
where is_result and ($periods::text[] is null or list_contains($periods::text[], period_code));

with counting as (
    select
        appraisal_id,
        row_number() over (
            partition by employee_id, period_code
            order by set_on desc nulls last, appraisal_id desc
        ) as place
    from appraisal
    where rater_role in ('superior', 'acting')
        and ($periods::text[] is null or list_contains($periods::text[], period_code))
)
update appraisal set is_result = true
from counting
where counting.appraisal_id = appraisal.appraisal_id and counting.place = 1;
