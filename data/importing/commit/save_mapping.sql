-- Saves which heading stands for which field, under a name.
-- Parameters  one per column of saved_mapping
delete from saved_mapping where name = $name;
insert into saved_mapping (name, kind, header_fingerprint, mapping, saved_by, saved_at)
values ($name, $kind, $header_fingerprint, $mapping, $saved_by, $saved_at);
