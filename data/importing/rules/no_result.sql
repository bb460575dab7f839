-- Which rows give neither predicate nor index?
-- Columns     row_id bigint, field text, value text, detail text
select row_id, null::text as field, null::text as value, null::text as detail
from checked
where agency_predicate is null and satisfaction_index is null
    and row_id not in (select row_id from unread where problem in ('predicate', 'number'));
