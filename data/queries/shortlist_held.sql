-- Who stands on a shortlist, where, and who is taken now?
-- Grain       one row per person of the list
-- Columns     employee_id bigint, place bigint, is_taken boolean, reason text
-- Parameters  $shortlist_id bigint
-- Why         for the writes alone, inside their transaction
with newest as (
    select employee_id, is_taken, reason
    from shortlist_choice
    where shortlist_id = $shortlist_id
    qualify row_number() over (partition by employee_id order by choice_id desc) = 1
)
select
    shortlist_entry.employee_id, place, coalesce(newest.is_taken, is_in) as is_taken, newest.reason
from shortlist_entry
left join newest on newest.employee_id = shortlist_entry.employee_id
where shortlist_id = $shortlist_id
order by place nulls last, shortlist_entry.employee_id;
