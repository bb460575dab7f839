-- Which rows name another rater than the store has for the person, period and role?
-- Columns     row_id bigint, field text, value text, detail text
-- Why         of superiors there is one; of peers and others several are usual. Rows whose rater is
--             the same replace by key; if just one on each side is left over, it is the same rating
--             with another rater.
select valid_rows.row_id, 'rater_nip' as field, rater_nip as value, null::text as detail
from replacements
join valid_rows on valid_rows.row_id = replacements.row_id
where rater_differs;
