-- Which employees are there?
-- Grain       one row an employee, in the order of codes
-- Columns     text text
select text from employee_text order by code;
