-- Does the store hold an organisation already?
-- Grain       one row
-- Columns     n_agencies bigint
select count(*) as n_agencies from agency;
