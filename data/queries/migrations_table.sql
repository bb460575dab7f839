-- Keeps the list of migrations this file went through.
create table if not exists schema_migration (
    version integer not null,
    name text not null,
    applied_at timestamp not null
);
