-- Where do levels and predicate disagree with the matrix (R3.5)?
-- Columns     row_id bigint, field text, value text, detail text (the matrix' predicate)
select row_id, 'predicate' as field, predicate as value, by_matrix as detail
from checked
where by_matrix is not null and predicate <> by_matrix;
