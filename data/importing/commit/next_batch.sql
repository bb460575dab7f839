-- Takes the number of a new batch.
select nextval('batch_id_sequence') as batch_id;
