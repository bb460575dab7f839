-- The cells.
-- Grain       one row an employee and rater, in this order
-- Columns     employee integer, rater integer, n integer, total double, n_acting integer,
--             periods bigint
select employee, rater, n, total, n_acting, periods from cell order by employee, rater;
