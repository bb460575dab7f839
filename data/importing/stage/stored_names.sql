-- How are the people called whom the store knows?
-- Grain       one row per person with a NIP and a name
-- Columns     nip text, name text
select nip, name from employee where nip is not null and name is not null order by nip;
