-- Who stands in the file, as person or as superior?
-- Reads       valid_rows
-- Creates     people_of_file
create or replace temp table people_of_file as
with subjects as (
    select
        nip,
        arg_max(concat_ws(', ', trim(concat_ws(' ', front_title, name)), back_title), row_id)
            filter (where name is not null) as name,
        arg_max(education, row_id) filter (where education is not null) as education,
        arg_max(employment_type, row_id) as employment_type,
        true as is_subject
    from valid_rows
    group by nip
),
everybody as (
    select * from subjects
    union all
    select distinct superior_nip, null, null,
        if(try_cast(superior_nip[13:14] as integer) > 12, 'pppk', 'pns'), false
    from valid_rows
    where superior_state = 'ok' and superior_nip not in (select nip from subjects)
)
select
    nip, null::text as external_id, name, education, is_subject, employment_type,
    if(nip[15:15] = '1', 'male', 'female') as sex,
    try_strptime(nip[1:8], '%Y%m%d')::date as birth_date
from everybody;
