-- Was this very file taken in already, and is it still there?
-- Grain       one row per batch
-- Columns     batch_id bigint
-- Parameters  $sha256 text, $kind text, $sheet text
select batch_id
from import_batch
where sha256 = $sha256 and kind = $kind and sheet is not distinct from $sheet::text
    and undone_at is null
order by batch_id
limit 1;
