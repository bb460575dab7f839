-- Which column mappings were saved?
-- Grain       one row per mapping
-- Columns     name text, kind text, header_fingerprint text, mapping text, saved_by text,
--             saved_at timestamp
select name, kind, header_fingerprint, mapping, saved_by, saved_at
from saved_mapping
order by name;
