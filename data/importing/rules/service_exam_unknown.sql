-- Which service exams, or exemptions from them, does no synonym explain (R7.8)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem in ('service_exam', 'exam_exempt');
