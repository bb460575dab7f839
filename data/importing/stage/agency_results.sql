-- The rows of a file of agency results with all that the rules and the commit need.
-- Reads       rows
-- Creates     checked
create or replace temp table checked as
select
    rows.*,
    agency_key || '|' || period_code as row_key,
    concat_ws(
        '|', coalesce(agency_predicate, '-'), coalesce(satisfaction_index::text, '-')
    ) as row_values
from rows;
