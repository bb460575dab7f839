-- Which values does the column of periods hold?
-- Columns     raw (as in the table), n bigint
select raw, n from period_label order by place;
