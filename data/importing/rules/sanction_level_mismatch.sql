-- Where does the level contradict the kind of the sanction (R10)? The level counts.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'sanction_level' as field, stated_level as value, level_by_kind as detail
from checked
where stated_level <> level_by_kind;
