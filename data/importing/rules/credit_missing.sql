-- Which rows give no credit points at all?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'points' as field, null::text as value, null::text as detail
from checked
where points is null and cumulated is null
    and row_id not in (select row_id from unread where problem in ('points', 'cumulated'));
