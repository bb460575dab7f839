-- Which dates are none, or lie where no record can (before 1950, after today)?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem = 'date';
