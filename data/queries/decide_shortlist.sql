-- Adds a decision about a shortlist and puts the list into the state after it.
-- Parameters  $shortlist_id, $version bigint, $action, $state, $decided_by, $note,
--             $changed_since text, $now timestamp
update shortlist set state = $state, version = $version, changed_at = $now
where shortlist_id = $shortlist_id;
insert into shortlist_decision (
    decision_id, shortlist_id, version, action, state, decided_at, decided_by, note, changed_since
)
select
    nextval('shortlist_decision_id_sequence'), $shortlist_id, $version, $action, $state, $now,
    $decided_by, $note, $changed_since;
