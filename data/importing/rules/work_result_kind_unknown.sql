-- Which planned results are said to be neither main nor additional?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'work_result_kind';
