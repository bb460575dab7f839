-- What was decided about a shortlist as a whole, by whom, and when?
-- Grain       one row per decision, the newest first
-- Columns     decision_id bigint, decided_at timestamp, decided_by text, action text, state text,
--             note text, changed_since text
-- Parameters  $agencies text[], $may_see_persons boolean (from the scope), $shortlist_id bigint
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
select decision_id, decided_at, decided_by, action, decision.state, note, changed_since
from shortlist_decision as decision
join visible on visible.shortlist_id = decision.shortlist_id
order by decision_id desc;
