-- What did evaluators write about a rater?
-- Grain       one row per note, newest first
-- Columns     note_id bigint, written_at timestamp, author text, note text, run_id bigint
-- Parameters  $rater_id bigint
select note_id, written_at, author, note, run_id
from rater_note
where rater_id = $rater_id
order by written_at desc, note_id desc;
