-- The different values of the columns with few of them: periods, roles, scores given as text.
-- Makes       period_label, role_label, score_label: place bigint, raw, n bigint
create or replace table period_label as
with counted as (select period as raw, count(*) as n from given where period is not null group by all)
select row_number() over (order by raw) - 1 as place, raw, n from counted;

create or replace table role_label as
with counted as (select role as raw, count(*) as n from given where role is not null group by all)
select row_number() over (order by raw) - 1 as place, raw, n from counted;

create or replace table score_label as
with counted as (select score_text as raw, count(*) as n from given where score_text is not null group by all)
select row_number() over (order by raw) - 1 as place, raw, n from counted;
