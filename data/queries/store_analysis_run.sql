-- Stores the facts of a run that ended, done or failed.
-- Parameters  one per column
insert into analysis_run (
    run_id, state, started_at, finished_at, seconds, actor, via, method_version, seed,
    data_version, last_batch_id, n_appraisals, n_used, period_kind, response, response_unit,
    bin_width, smallest, smallest_rule, response_entropy_bits, n_cells, n_employees, n_raters,
    n_units, reml_criterion, n_iterations, has_converged, n_draws, top_share, not_separable,
    notes, settings, error_kind, error_text, reference
) values (
    $run_id, $state, $started_at, $finished_at, $seconds, $actor, $via, $method_version, $seed,
    $data_version, $last_batch_id, $n_appraisals, $n_used, $period_kind, $response,
    $response_unit, $bin_width, $smallest, $smallest_rule, $response_entropy_bits, $n_cells,
    $n_employees, $n_raters, $n_units, $reml_criterion, $n_iterations, $has_converged, $n_draws,
    $top_share, $not_separable, $notes, $settings, $error_kind, $error_text, $reference
);
