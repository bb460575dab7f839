-- Which calibration drafts are there, and how far is each?
-- Grain       one row per draft, the one changed last first
-- Columns     calibration_id bigint, owner text, name text, period_code text, agency_code text,
--             agency_name text, unit_id bigint, unit_name text, state text, attendees text,
--             version bigint, created_at timestamp, changed_at timestamp, closed_at timestamp,
--             n_proposed bigint (people), n_discussed bigint (people)
-- Parameters  $agencies text[], $may_see_persons boolean (from the scope), $period, $agency text,
--             $calibration_id bigint (null: all of them)
with drafts as (
    select calibration.*
    from calibration
    where $may_see_persons
        and ($agencies::text[] is null or list_contains($agencies::text[], agency_code))
        and ($period::text is null or period_code = $period)
        and ($agency::text is null or agency_code = $agency)
        and ($calibration_id::bigint is null or calibration_id = $calibration_id)
),
newest as (
    select
        calibration_change.calibration_id, employee_id,
        -- a struct, so that a null of the newest row wins over an older value
        arg_max(
            {'proposed': proposed_predicate, 'is_discussed': is_discussed}, change_id
        ) as holds
    from calibration_change
    join drafts on drafts.calibration_id = calibration_change.calibration_id
    group by calibration_change.calibration_id, employee_id
),
tally as (
    select
        calibration_id,
        count(*) filter (holds['proposed'] is not null) as n_proposed,
        count(*) filter (holds['is_discussed']) as n_discussed
    from newest
    group by calibration_id
)
select
    drafts.calibration_id, owner, drafts.name, period_code, drafts.agency_code,
    agency.name as agency_name, drafts.unit_id, unit.name as unit_name, state, attendees, version,
    created_at, changed_at, closed_at, coalesce(n_proposed, 0) as n_proposed,
    coalesce(n_discussed, 0) as n_discussed
from drafts
left join agency on agency.agency_code = drafts.agency_code
left join unit on unit.unit_id = drafts.unit_id
left join tally on tally.calibration_id = drafts.calibration_id
order by changed_at desc, drafts.calibration_id desc;
