-- What does the store hold?
-- Grain       one row
-- Columns     n_appraisals bigint, n_employees bigint, n_raters bigint, n_agencies bigint,
--             n_periods bigint, n_in_master bigint, last_import_at timestamp, built_at timestamp
select
    (select count(*) from appraisal) as n_appraisals,
    (select count(distinct employee_id) from appraisal) as n_employees,
    (select count(distinct rater_id) from appraisal) as n_raters,
    (select count(distinct agency_code) from predicate_summary) as n_agencies,
    (select count(distinct period_code) from predicate_summary) as n_periods,
    (select count(distinct employee_id) from assignment) as n_in_master,
    (select max(imported_at) from import_batch where undone_at is null) as last_import_at,
    (select max(happened_at) from audit_event where action = 'build_demo') as built_at;
