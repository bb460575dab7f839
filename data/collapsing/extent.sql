-- How large is the table?
-- Columns     n_given bigint, n_coded bigint, n_employees bigint, n_raters bigint, mean double
select
    (select count(*) from given) as n_given,
    (select count(*) from coded) as n_coded,
    (select count(*) from employee_text) as n_employees,
    (select count(*) from rater_text) as n_raters,
    (select avg(rating) from coded) as mean;
