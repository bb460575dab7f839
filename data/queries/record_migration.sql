-- Records that a migration was applied.
-- Parameters  $version integer, $name text, $applied_at timestamp
insert into schema_migration (version, name, applied_at) values ($version, $name, $applied_at);
