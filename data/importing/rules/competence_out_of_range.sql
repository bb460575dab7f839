-- Which results of an assessment are no number from 0 to 100?
-- Columns     row_id bigint, field text, value text, detail text
with numbers as (
    unpivot (
        select row_id, technical, managerial, sociocultural, potential_score from checked
    )
    on technical, managerial, sociocultural, potential_score
    into name field value number
)
select row_id, field, value, null::text as detail
from unread
where problem in ('technical', 'managerial', 'sociocultural', 'potential_score')
union all
select row_id, field, number::text as value, '100' as detail
from numbers
where number not between 0 and 100;
