-- Which state of the data does an analysis run read?
-- Grain       one row
-- Columns     n_appraisals bigint, last_batch_id bigint, data_version text
select
    (select count(*) from appraisal) as n_appraisals,
    (select max(batch_id) from appraisal) as last_batch_id,
    (
        select any_value(value) from store_info where key = 'audit_head'
    ) as data_version;
