-- Which audit event changed the data last?
-- Grain       one row
-- Columns     event_id bigint (0: none), happened_at timestamp
-- Why         imports, undone imports and merged agencies change what a list rests on; names shown,
--             drafts and downloads do not
select coalesce(max(event_id), 0) as event_id, max(happened_at) as happened_at
from audit_event
where action in ('import', 'undo', 'merge_agencies');
