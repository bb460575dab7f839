-- How many tables does a file hold that never was a store?
-- Grain       one row
-- Columns     n_tables bigint
-- Why         a database of another program must not be filled with ours
select count(*) as n_tables
from information_schema.tables
where not exists (
    select 1 from information_schema.tables where table_name = 'schema_migration'
);
