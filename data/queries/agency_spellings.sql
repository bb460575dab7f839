-- How were agencies spelt?
-- Grain       one row per spelling
-- Columns     spelling text, agency_code text, decided_by text
select spelling, agency_code, decided_by from agency_spelling order by agency_code, spelling;
