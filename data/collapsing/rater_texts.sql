-- Which rater elements are there?
-- Grain       one row a rater and type, in the order of codes
-- Columns     kind tinyint, text text
select kind, text from rater_text order by code;
