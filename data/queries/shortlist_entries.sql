-- Who stands on a shortlist as it was saved, and who is taken for which reason?
-- Grain       one row per person, in the order of the list, those not ranked last
-- Columns     employee_id bigint, employee_name text, nip text (both null without the right),
--             place bigint, is_in boolean, standing text, rank_lower bigint, rank_median bigint,
--             rank_upper bigint, top_probability double, score double, score_lower double,
--             score_upper double, raw_mean double, raw_place bigint, n_ratings bigint,
--             link_grade text, n_objective bigint, overall text, open_checks text,
--             position_title text, unit_name text, agency_code text, agency_name text, grade text,
--             is_taken boolean, reason text, changed_at timestamp, changed_by text
-- Parameters  $agencies text[], $may_see_names, $may_see_persons boolean (from the scope),
--             $shortlist_id bigint
with visible as (
    select shortlist_id
    from shortlist
    where $may_see_persons
        and shortlist_id = $shortlist_id
        and (
            $agencies::text[] is null
            or not exists (
                select 1 from shortlist_entry
                where shortlist_entry.shortlist_id = $shortlist_id
                    and not coalesce(list_contains($agencies::text[], agency_code), false)
            )
        )
),
newest as (
    select employee_id, is_taken, reason, changed_at, changed_by
    from shortlist_choice
    where shortlist_id in (select shortlist_id from visible)
    qualify row_number() over (partition by employee_id order by choice_id desc) = 1
)
select
    entry.employee_id,
    case when $may_see_names then employee.name end as employee_name,
    case when $may_see_names then employee.nip end as nip,
    place, is_in, standing, rank_lower, rank_median, rank_upper, top_probability, score,
    score_lower, score_upper, raw_mean, raw_place, n_ratings, link_grade, n_objective, overall,
    open_checks, position_title, unit_name, entry.agency_code, agency_name, grade,
    coalesce(newest.is_taken, is_in) as is_taken, newest.reason, newest.changed_at,
    newest.changed_by
from shortlist_entry as entry
join visible on visible.shortlist_id = entry.shortlist_id
left join newest on newest.employee_id = entry.employee_id
left join employee on employee.employee_id = entry.employee_id
order by place nulls last, entry.employee_id;
