-- How many appraisals would be replaced?
-- Grain       one row
-- Columns     n bigint
select count(*) as n from replacements;
