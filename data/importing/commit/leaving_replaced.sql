-- Which stored appraisals are replaced?
-- Creates     leaving
create or replace temp table leaving as select distinct appraisal_id from replacements;
