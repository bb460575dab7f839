-- Which values does the column of roles hold?
-- Columns     raw (as in the table), n bigint
select raw, n from role_label order by place;
