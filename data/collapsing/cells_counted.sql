-- How many cells are there, and how many of them have two ratings of one period?
-- Columns     n_cells bigint, n_repeated bigint
select count(*) as n_cells, count(*) filter (bit_count(periods) < n) as n_repeated from cell;
