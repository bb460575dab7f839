-- Which codes of agencies are taken?
-- Grain       one row per agency
-- Columns     agency_code text
select agency_code from agency order by agency_code;
