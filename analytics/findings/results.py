"""Findings about ratings beside results: high ratings with low results, outside the pattern."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analytics.achievements import RatingsAboveResults
from analytics.findings.finding import Candidate, Finding, agency_filter, code_of
from analytics.rules.pattern import PatternFit


def above_results(found: RatingsAboveResults, n_city: float) -> list[Candidate]:
    """Agencies rated high whose targets and projects fall short of the others'."""
    candidates = []
    for at, code in enumerate(found.agencies):
        if np.isnan(found.p[at]):
            continue
        named = found.certainty[at] != "none"
        candidates.append(
            Candidate(
                Finding(
                    kind="high_ratings_low_results",
                    agency_code=code_of(code),
                    certainty="clear" if found.certainty[at] == "clear" else "possible",
                    weight=float(found.n[at] / n_city * -found.results_gap.estimate[at])
                    if named
                    else 0.0,
                    n=int(found.n_results[at]),
                    share=float(found.share[at]),
                    reference_share=float(found.share_elsewhere[at]),
                    lower=float(found.results_gap.lower[at]),
                    upper=float(found.results_gap.upper[at]),
                    results_share=float(found.reached[at]),
                    reference_results_share=float(found.reached_elsewhere[at]),
                    page="agencies",
                    filters=agency_filter(code),
                ),
                float(found.p[at]),
            )
        )
    return candidates


def patterns(fits: Mapping[str, PatternFit], n_city: float) -> list[Candidate]:
    """Agencies outside the pattern of their organisation predicate, most people to move first."""
    judged = {code: fit for code, fit in fits.items() if fit.state == "judged"}
    outside = {code: fit for code, fit in judged.items() if fit.outside}
    rare = 1 - len(outside) / len(judged) if judged else 0.0
    found = []
    for code, fit in outside.items():
        check = max(fit.outside, key=lambda each: abs(each.n_found - each.n_limit))
        found.append(
            Candidate(
                Finding(
                    kind="outside_pattern",
                    agency_code=code,
                    certainty="clear",
                    weight=fit.n / n_city * fit.distance * rare,
                    n=fit.n,
                    share=check.n_found / fit.n,
                    n_part=fit.n_to_move,
                    predicate=check.predicates[0],
                    agency_predicate=fit.agency_predicate,
                    limit_share=check.n_limit / fit.n
                    if check.share_limit is None
                    else check.share_limit,
                    is_above=check.kind == "most",
                    page="distribution",
                    filters=agency_filter(code),
                ),
                float("nan"),
            )
        )
    return found
