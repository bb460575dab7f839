"""The findings of the overview, from everything that may bring one."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.achievements import RatingsAboveResults
from analytics.distribution import PredicateShares, ShareChange
from analytics.filling import Tally
from analytics.findings import choosing, filling, mix, results
from analytics.findings.finding import OverviewFindings
from analytics.findings.raters import RaterVerdicts
from analytics.rules.pattern import PatternFit


def overview_findings(
    shares: PredicateShares,
    *,
    change: ShareChange | None = None,
    change_from: str | None = None,
    completeness: Tally | None = None,
    lateness: Tally | None = None,
    copied: Tally | None = None,
    above_results: RatingsAboveResults | None = None,
    fits: Mapping[str, PatternFit] | None = None,
    verdicts: RaterVerdicts | None = None,
    most: int = choosing.MOST_FINDINGS,
) -> OverviewFindings:
    """Choose the findings of the overview.

    Parameters
    ----------
    shares : PredicateShares
        By `agency_code`, with `total`.
    change : ShareChange, optional
        Of the city (``by=[]``) from an earlier period, share Sangat Baik.
    change_from : str, optional
        Code of that period.
    completeness, lateness, copied : Tally, optional
        By `agency_code`.
    above_results : RatingsAboveResults, optional
        Agencies rated high with low results.
    fits : mapping, optional
        Pattern fits by agency code.
    verdicts : RaterVerdicts, optional
        Of the current analysis run.
    most : int
        How many to show.

    Returns
    -------
    OverviewFindings
        Empty without people or where the total is hidden.
    """
    if shares.total is None or not shares.total.n[0] > 0:
        return OverviewFindings((), 0, 0)
    n_city = float(shares.total.n[0])
    candidates = [
        *mix.agency_shares(shares, shares.total, n_city),
        *mix.information(shares, shares.total, n_city),
    ]
    if change is not None and change_from is not None:
        candidates += mix.city_change(change, change_from)
    if completeness is not None:
        candidates += filling.tallies("incomplete", completeness, counts_missing=True)
    if lateness is not None:
        candidates += filling.tallies("late", lateness, counts_missing=False)
    if copied is not None:
        candidates += filling.tallies("copied_feedback", copied, counts_missing=False)
    if above_results is not None:
        candidates += results.above_results(above_results, n_city)
    if fits:
        candidates += results.patterns(fits, n_city)
    if verdicts is not None:
        candidates += verdicts.candidates
    return choosing.choose(candidates, most)
