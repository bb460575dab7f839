-- The ratings as codes and numbers, those left out that lack something.
-- Reads       given, ids and labels; what the labels mean, null for nothing: period_code (place,
--             code), role_code (place, kind, acting, is_self), score_value (place, value)
-- Makes       coded: employee, rater integer, unit integer or null, period tinyint,
--             kind tinyint (rater type), acting boolean, rating double
-- Parameters  $has_period, $has_role boolean
create or replace table period_of as
select label.raw, code.code::tinyint as code
from period_label as label
inner join period_code as code using (place)
where code.code is not null;

create or replace table role_of as
select label.raw, code.kind::tinyint as kind, code.acting, code.is_self
from role_label as label
inner join role_code as code using (place)
where code.kind is not null or code.is_self;

create or replace table score_of as
select label.raw, value.value
from score_label as label
inner join score_value as value using (place)
where value.value is not null;

create or replace table coded as
select
    employee_id.code as employee,
    rater_id.code as rater,
    unit_id.code as unit,
    coalesce(period_of.code, 0::tinyint) as period,
    coalesce(role_of.kind, 0::tinyint) as kind,
    coalesce(role_of.acting, false) as acting,
    coalesce(given.score_number, score_of.value) as rating
from given
inner join employee_id on employee_id.raw = given.employee
inner join rater_id on rater_id.raw = given.rater
left join unit_id on unit_id.raw = given.unit
left join period_of on period_of.raw = given.period
left join role_of on role_of.raw = given.role
left join score_of on score_of.raw = given.score_text
where
    (not $has_period or period_of.code is not null)
    and (not $has_role or role_of.kind is not null)
    and not isnan(coalesce(given.score_number, score_of.value, 'nan'::double));
