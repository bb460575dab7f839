-- Which units are there?
-- Grain       one row a unit, in the order of codes
-- Columns     text text
select text from unit_id where is_first order by code;
