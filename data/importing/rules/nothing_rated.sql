-- Which rows have neither level nor predicate nor score? Cells that cannot be read are other rules'.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, null::text as field, null::text as value, null::text as detail
from checked
where work_result is null and behaviour is null and predicate is null and score is null
    and coalesce(
        item_service_oriented, item_accountable, item_competent, item_harmonious, item_loyal,
        item_adaptive, item_collaborative, item_integrity, item_commitment, item_discipline,
        item_cooperation, item_leadership, item_initiative
    ) is null
    and row_id not in (
        select row_id from unread where problem in ('level', 'predicate', 'number')
    );
