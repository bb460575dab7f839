-- Which results of a test or of a comparison with the standard does no synonym explain?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, field, value, null::text as detail
from unread
where problem in ('competence_standard', 'competence_test');
