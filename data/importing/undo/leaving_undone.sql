-- Which appraisals did the import bring?
-- Creates     leaving
-- Parameters  $batch_id bigint
create or replace temp table leaving as
select appraisal_id from appraisal where batch_id = $batch_id;
