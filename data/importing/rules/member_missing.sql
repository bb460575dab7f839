-- Which members of a project have a name but no number? Nobody can say who they are.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, 'member_nip' as field, member_name as value, null::text as detail
from checked
where member_nip is null and member_name is not null;
