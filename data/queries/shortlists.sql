-- Which shortlists are there, in which state, and what does each rest on?
-- Grain       one row per list, the one changed last first
-- Columns     shortlist_id bigint, owner text, name text, state text, version bigint,
--             created_at timestamp, changed_at timestamp, target text, on_day date,
--             agency_code text, agency_name text, position_class text, grade_group text,
--             job_family text, vacancy text, whom text, places bigint, weight double, run_id bigint,
--             run_finished_at timestamp, method_version text, seed bigint, rule_set_id text,
--             rule_set_name text, rule_set_basis text, rule_set_hash text, data_event_id bigint,
--             n_pool bigint, reliability double, n_listed bigint, n_ranked bigint, n_taken bigint,
--             proposed_by text, decided_by text (of an approval), decided_at timestamp
-- Parameters  $agencies text[], $may_see_persons boolean (from the scope),
--             $shortlist_id bigint (null: all of them)
-- Why         a reader sees a list if everybody on it is of the reader's agencies
with lists as (
    select shortlist.*
    from shortlist
    where $may_see_persons
        and ($shortlist_id::bigint is null or shortlist_id = $shortlist_id)
        and (
            $agencies::text[] is null
            or not exists (
                select 1 from shortlist_entry
                where shortlist_entry.shortlist_id = shortlist.shortlist_id
                    and not coalesce(
                        list_contains($agencies::text[], shortlist_entry.agency_code), false
                    )
            )
        )
),
newest as (
    select shortlist_choice.shortlist_id, employee_id, arg_max(is_taken, choice_id) as is_taken
    from shortlist_choice
    join lists on lists.shortlist_id = shortlist_choice.shortlist_id
    group by shortlist_choice.shortlist_id, employee_id
),
tally as (
    select
        shortlist_entry.shortlist_id, count(*) as n_listed, count(place) as n_ranked,
        count(*) filter (coalesce(newest.is_taken, is_in)) as n_taken
    from shortlist_entry
    join lists on lists.shortlist_id = shortlist_entry.shortlist_id
    left join newest
        on newest.shortlist_id = shortlist_entry.shortlist_id
        and newest.employee_id = shortlist_entry.employee_id
    group by shortlist_entry.shortlist_id
),
decided as (
    select
        shortlist_id,
        arg_max(decided_by, decision_id) filter (action = 'propose') as proposed_by,
        arg_max(decided_by, decision_id) filter (action = 'approve') as decided_by,
        arg_max(decided_at, decision_id) filter (action = 'approve') as decided_at
    from shortlist_decision
    group by shortlist_id
)
select
    lists.shortlist_id, owner, lists.name, state, version, created_at, changed_at, target, on_day,
    lists.agency_code, agency.name as agency_name, position_class, grade_group, job_family, vacancy,
    whom, places, weight, run_id, run_finished_at, method_version, seed, rule_set_id, rule_set_name,
    rule_set_basis, rule_set_hash, data_event_id, n_pool, reliability,
    coalesce(n_listed, 0) as n_listed, coalesce(n_ranked, 0) as n_ranked,
    coalesce(n_taken, 0) as n_taken, proposed_by, decided_by, decided_at
from lists
left join agency on agency.agency_code = lists.agency_code
left join tally on tally.shortlist_id = lists.shortlist_id
left join decided on decided.shortlist_id = lists.shortlist_id
order by changed_at desc, lists.shortlist_id desc;
