-- Which spellings of agencies does the store know?
-- Grain       one row per spelling
-- Columns     spelling_key text, agency_code text, name text
select agency_spelling.spelling_key, agency_spelling.agency_code, agency.name
from agency_spelling
join agency on agency.agency_code = agency_spelling.agency_code
order by agency_spelling.spelling_key;
