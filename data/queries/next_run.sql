-- Takes the number of a new analysis run.
select nextval('run_id_sequence') as run_id;
