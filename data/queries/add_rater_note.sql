-- Adds an evaluator's note about a rater.
-- Parameters  $rater_id bigint, $written_at timestamp, $author text, $note text
insert into rater_note (note_id, rater_id, run_id, written_at, author, note)
select
    nextval('rater_note_id_sequence'), $rater_id,
    (select max(run_id) from analysis_run where state = 'done'), $written_at, $author, $note;
