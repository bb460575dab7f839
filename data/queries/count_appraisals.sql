-- How many appraisals does the store hold?
-- Grain       one row
-- Columns     n_appraisals bigint
select count(*) as n_appraisals from appraisal;
