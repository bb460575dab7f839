-- Who stands in the file, as rated person or as rater?
-- Reads       valid_rows
-- Creates     people_of_file: nip text, external_id text, name text, education text,
--             employment_type text, sex text, birth_date date, is_subject boolean
create or replace temp table people_of_file as
with subjects as (
    select
        nip,
        -- Of two names under one NIP the one in the later row of the later period.
        arg_max(name, (period_code, row_id)) filter (where name is not null) as name,
        arg_max(education, (period_code, row_id)) filter (where education is not null)
            as education,
        arg_max(employment_type, (period_code, row_id)) as employment_type
    from valid_rows
    group by nip
),
raters as (
    select
        case when rater_state = 'ok' then rater_nip end as nip,
        case when rater_state <> 'ok' then rater_nip end as external_id,
        arg_max(rater_name, (period_code, row_id)) filter (where rater_name is not null) as name
    from valid_rows
    where rater_nip is not null
    group by all
),
everybody as (
    select nip, null::text as external_id, name, education, employment_type, true as is_subject
    from subjects
    union all
    select raters.nip, raters.external_id, raters.name, null, null, false
    from raters
    where raters.nip is null or raters.nip not in (select nip from subjects)
)
select
    nip, external_id, name, education, is_subject,
    coalesce(employment_type, if(try_cast(nip[13:14] as integer) > 12, 'pppk', if(nip is null, null, 'pns')))
        as employment_type,
    case nip[15:15] when '1' then 'male' when '2' then 'female' end as sex,
    try_strptime(nip[1:8], '%Y%m%d')::date as birth_date
from everybody;
