-- Which values does the column of scores hold?
-- Columns     raw (as in the table), n bigint
select raw, n from score_label order by place;
