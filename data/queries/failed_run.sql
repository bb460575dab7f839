-- Did the newest analysis run fail, and with what?
-- Grain       one row if the newest run failed, else none
-- Columns     run_id bigint, started_at timestamp, finished_at timestamp, actor text,
--             error_kind text, error_text text, reference text
select run_id, started_at, finished_at, actor, error_kind, error_text, reference
from analysis_run
where run_id = (select max(run_id) from analysis_run) and state = 'failed';
