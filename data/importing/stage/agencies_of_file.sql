-- Which agencies does the file name?
-- Grain       one row per spelling, folded by case and white space
-- Columns     agency_key text, agency text (first spelling), n_rows bigint
select agency_key, arg_min(agency, row_id) as agency, count(*) as n_rows
from valid_rows
where agency_key is not null
group by agency_key
order by agency_key;
