-- Which pairs of agencies were declared different?
-- Grain       one row per pair
-- Columns     agency_code text, other_code text
select agency_code, other_code from agency_kept_apart order by agency_code, other_code;
