-- Which migration was the last one this file went through?
-- Grain       one row
-- Columns     version integer (null in a new file)
select max(version) as version from schema_migration;
