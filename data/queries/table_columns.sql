-- Which tables and views has the store, and which columns have they?
-- Grain       one row per column
-- Columns     table_name text, is_view boolean, column_name text, type_name text, is_required boolean
-- Why         the data dictionary (data/dictionary.py) says what is there, whatever migrations made it
select
    columns.table_name,
    tables.table_type = 'VIEW' as is_view,
    columns.column_name,
    replace(lower(columns.data_type), 'varchar', 'text') as type_name,
    columns.is_nullable = 'NO' as is_required
from information_schema.columns as columns
join information_schema.tables as tables
    on tables.table_schema = columns.table_schema and tables.table_name = columns.table_name
where columns.table_schema = 'main' and columns.table_name <> 'schema_migration'
order by columns.table_name, columns.ordinal_position;
