-- Where does the audit chain end?
-- Grain       one row, none in a new store
-- Columns     event_id bigint, hash text
select event_id, hash from audit_event order by event_id desc limit 1;
