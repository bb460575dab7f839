-- Notes that a shortlist was changed.
-- Parameters  $shortlist_id, $version bigint, $now timestamp
update shortlist set version = $version, changed_at = $now where shortlist_id = $shortlist_id;
