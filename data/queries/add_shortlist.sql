-- Adds a shortlist and returns its number.
-- Parameters  $owner, $name, $target, $agency_code, $position_class, $grade_group, $job_family,
--             $vacancy, $whom, $method_version, $rule_set_id, $rule_set_name, $rule_set_basis,
--             $rule_set_hash text, $on_day date, $places, $run_id, $seed, $data_event_id,
--             $n_pool bigint, $weight, $reliability double, $run_finished_at, $now timestamp
insert into shortlist (
    shortlist_id, owner, name, created_at, changed_at, target, on_day, agency_code, position_class,
    grade_group, job_family, vacancy, whom, places, weight, run_id, run_finished_at, method_version,
    seed, rule_set_id, rule_set_name, rule_set_basis, rule_set_hash, data_event_id, n_pool,
    reliability
)
select
    nextval('shortlist_id_sequence'), $owner, $name, $now, $now, $target, $on_day, $agency_code,
    $position_class, $grade_group, $job_family, $vacancy, $whom, $places, $weight, $run_id,
    $run_finished_at, $method_version, $seed, $rule_set_id, $rule_set_name, $rule_set_basis,
    $rule_set_hash, $data_event_id, $n_pool, $reliability
returning shortlist_id;
