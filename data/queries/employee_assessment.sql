-- Which potential did the latest valid assessment of one person find?
-- Grain       one row; none without an assessment of potential that is valid on the day
-- Columns     potential text, potential_score double, assessed_on date, valid_until date
-- Parameters  $employee_id bigint (null: nobody, see employee_profile), $on date
-- Why         level and score of one day, as people_to_judge takes them
select potential, potential_score, assessed_on, valid_until
from competence
where employee_id = $employee_id and assessed_on <= $on::date
    and coalesce(valid_until >= $on::date, true)
    and (potential is not null or potential_score is not null)
order by assessed_on desc, potential
limit 1;
