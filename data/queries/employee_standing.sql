-- What did the current run find about one person, and about people in comparable posts?
-- Grain       one row; none without a run or where the person is not in it
-- Columns     n_ratings bigint, raw_mean double, adjusted double, adjusted_sd double,
--             link_grade text, position_class text (of the latest result), n_comparable bigint,
--             comparable_raw double, comparable_adjusted double (null under the smallest group)
-- Parameters  $employee_id bigint (null: nobody, see employee_profile), $smallest_group integer
-- Why         comparable are the others whose latest result is in the same kind of post, all
--             agencies together
with newest as (
    select max(run_id) as run_id from analysis_run where state = 'done'
),
own as (
    select employee_result.*
    from employee_result
    join newest on newest.run_id = employee_result.run_id
    where employee_id = $employee_id
),
latest as (
    select
        result.employee_id,
        coalesce(result.position_class, position.position_class) as position_class
    from result
    join period on period.period_code = result.period_code
    left join position on position.position_id = result.position_id
    where exists (select run_id from own)
    qualify row_number() over (
        partition by result.employee_id order by period.ends_on desc, period.kind, appraisal_id desc
    ) = 1
),
own_class as (
    select position_class from latest where employee_id = $employee_id
),
others as (
    select count(*) as n, avg(raw_mean) as raw, avg(adjusted) as adjusted
    from employee_result
    join newest on newest.run_id = employee_result.run_id
    join latest on latest.employee_id = employee_result.employee_id
    where employee_result.employee_id <> $employee_id
        and latest.position_class is not distinct from (select position_class from own_class)
)
select
    own.n_ratings, own.raw_mean, own.adjusted, own.adjusted_sd, own.link_grade,
    (select position_class from own_class) as position_class, others.n as n_comparable,
    case when others.n >= $smallest_group::integer then others.raw end as comparable_raw,
    case when others.n >= $smallest_group::integer then others.adjusted end as comparable_adjusted
from own
cross join others;
