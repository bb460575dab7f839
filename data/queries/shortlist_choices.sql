-- Who took or left whom on a shortlist, when, and why?
-- Grain       one row per choice, the newest first
-- Columns     choice_id bigint, changed_at timestamp, changed_by text, employee_id bigint,
--             employee_name text (null without the right), position_title text, unit_name text,
--             place bigint, is_taken boolean, was_taken boolean (before the choice), reason text
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean (from the scope),
--             $shortlist_id bigint
with visible as (
    select shortlist_id
    from shortlist
    where $may_see_persons
        and shortlist_id = $shortlist_id
        and (
            $agencies::text[] is null
            or not exists (
                select 1 from shortlist_entry
                where shortlist_entry.shortlist_id = $shortlist_id
                    and not coalesce(list_contains($agencies::text[], agency_code), false)
            )
        )
)
select
    choice_id, choice.changed_at, choice.changed_by, choice.employee_id,
    case when $may_see_names then employee.name end as employee_name,
    entry.position_title, entry.unit_name, entry.place, choice.is_taken,
    coalesce(
        lag(choice.is_taken) over (partition by choice.employee_id order by choice_id),
        entry.is_in
    ) as was_taken,
    choice.reason
from shortlist_choice as choice
join visible on visible.shortlist_id = choice.shortlist_id
join shortlist_entry as entry
    on entry.shortlist_id = choice.shortlist_id and entry.employee_id = choice.employee_id
left join employee on employee.employee_id = choice.employee_id
order by choice_id desc;
