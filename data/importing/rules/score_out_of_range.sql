-- Which scores are no number, or outside the scale of the file?
-- Columns     row_id bigint, field text, value text, detail text (the scale)
select row_id, field, value, null::text as detail
from unread
where problem = 'number'
union all
select row_id, 'score' as field, score::text as value, score_scale::text as detail
from checked
where score < 0 or score > score_scale;
