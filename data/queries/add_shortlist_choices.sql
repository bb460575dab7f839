-- Adds who is taken from now on, and why; the rows are those of the table chosen_rows.
-- Parameters  $shortlist_id, $version bigint, $changed_by text, $now timestamp
insert into shortlist_choice (
    choice_id, shortlist_id, employee_id, version, is_taken, reason, changed_at, changed_by
)
select
    nextval('shortlist_choice_id_sequence'), $shortlist_id, employee_id, $version, is_taken, reason,
    $now, $changed_by
from chosen_rows;
