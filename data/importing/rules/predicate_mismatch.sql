-- Where do levels and predicate disagree with the matrix (R3.5)?
-- Columns     row_id bigint, field text, value text, detail text (the matrix' predicate)
with expected as (
    select
        row_id, predicate,
        case work_result || '-' || behaviour
            when 'above-above' then 'very_good'
            when 'above-meets' then 'good'
            when 'meets-above' then 'good'
            when 'meets-meets' then 'good'
            when 'below-above' then 'needs_improvement'
            when 'below-meets' then 'needs_improvement'
            when 'above-below' then 'poor'
            when 'meets-below' then 'poor'
            when 'below-below' then 'very_poor'
        end as by_matrix
    from checked
)
select row_id, 'predicate' as field, predicate as value, by_matrix as detail
from expected
where by_matrix is not null and predicate <> by_matrix;
