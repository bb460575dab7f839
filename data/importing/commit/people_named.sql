-- Who stands in a file of targets or projects?
-- Reads       valid_rows
-- Creates     people_of_file
create or replace temp table people_of_file as
with subjects as (
    select
        nip,
        arg_max(name, row_id) filter (where name is not null) as name,
        arg_max(education, row_id) filter (where education is not null) as education,
        arg_max(employment_type, row_id) as employment_type
    from valid_rows
    where nip is not null
    group by nip
)
select
    nip, null::text as external_id, name, education, true as is_subject, employment_type,
    if(nip[15:15] = '1', 'male', 'female') as sex,
    try_strptime(nip[1:8], '%Y%m%d')::date as birth_date
from subjects;
