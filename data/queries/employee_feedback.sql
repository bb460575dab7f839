-- What did people other than superiors write to one person?
-- Grain       one row per text, newest period first, inside it in no order that tells the giver
-- Columns     period_code text, ends_on date, rater_role text, n_givers bigint (who wrote one in
--             that role and period), feedback_text text (null: too few givers)
-- Parameters  $employee_id bigint (null: nobody, see employee_profile), $fewest_givers integer
-- Why         texts of peers and direct reports must not point to their giver (R2.5), for whoever
--             reads them; the leader of a project is known anyway. Superiors: employee_history
with given as (
    select
        appraisal.period_code, period.ends_on, appraisal.rater_role, appraisal.rater_id,
        case when regexp_matches(feedback_text, '\S') then feedback_text end as feedback_text
    from appraisal
    join period on period.period_code = appraisal.period_code
    where appraisal.employee_id = $employee_id
        and rater_role in ('peer', 'direct_report', 'project_lead')
),
counted as (
    select period_code, rater_role, count(distinct rater_id) as n_givers
    from given
    where feedback_text is not null
    group by period_code, rater_role
)
select
    given.period_code, given.ends_on, given.rater_role, counted.n_givers,
    case
        when given.rater_role = 'project_lead' or counted.n_givers >= $fewest_givers::integer
            then given.feedback_text
    end as feedback_text
from given
join counted
    on counted.period_code = given.period_code and counted.rater_role = given.rater_role
where given.feedback_text is not null
order by given.ends_on desc, given.rater_role, feedback_text, md5(given.feedback_text);
