-- Which periods does a file speak of?
-- Grain       one row per period
-- Columns     period_code text
select distinct period_code from valid_rows where period_code is not null order by period_code;
