-- Adds posts that a file names for the first time.
-- Reads       valid_rows
-- Parameters  $batch_id bigint
create or replace temp table positions_of_file as
select
    position_key as title_key, arg_min(position, row_id) as title,
    arg_max(position_class, row_id) as position_class, arg_max(job_family, row_id) as job_family
from valid_rows
where position_key is not null
group by position_key;

insert into position (position_id, title, title_key, position_class, job_family, batch_id)
select
    (select coalesce(max(position_id), 0) from position) + row_number() over (order by title_key),
    title, title_key, position_class, job_family, $batch_id
from positions_of_file
where not exists (
    select 1 from position where position.title_key = positions_of_file.title_key
);

drop table positions_of_file;
