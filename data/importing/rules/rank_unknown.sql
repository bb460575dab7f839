-- Which grades are unreadable?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'grade'
union all
select row_id, 'grade' as field, read_grade as value, null::text as detail
from checked
where read_grade is not null and grade is null;
