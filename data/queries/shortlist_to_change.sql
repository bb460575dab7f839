-- In which state is a shortlist, and who may change it?
-- Grain       one row, or none
-- Columns     shortlist_id bigint, owner text, name text, state text, version bigint, places bigint,
--             proposed_by text (of the newest proposal)
-- Parameters  $agencies text[] (from the scope), $shortlist_id bigint
-- Why         for the writes alone, inside their transaction
select
    shortlist_id, owner, name, state, version, places,
    (
        select arg_max(decided_by, decision_id) from shortlist_decision
        where shortlist_decision.shortlist_id = $shortlist_id and action = 'propose'
    ) as proposed_by
from shortlist
where shortlist_id = $shortlist_id
    and (
        $agencies::text[] is null
        or not exists (
            select 1 from shortlist_entry
            where shortlist_entry.shortlist_id = $shortlist_id
                and not coalesce(list_contains($agencies::text[], agency_code), false)
        )
    );
