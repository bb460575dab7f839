"""Agencies rated as high as the others that reach less than the others.

    rating gap   share Sangat Baik, agency − all other agencies
    results gap  share of targets reached and projects on time, agency − all other agencies

Both with the interval for independent shares. The comparison says nothing about single people:
good people can stand behind missed targets, and targets differ in how hard they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.achievements.projects import ProjectSummary
from analytics.achievements.targets import TargetsReached
from analytics.distribution import PredicateShares
from analytics.intervals import CONFIDENCE, Interval, difference_p, share_difference

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RatingsAboveResults:
    """Agencies rated at least like the others while they reach less than the others.

    Each agency is compared with all other agencies together.
    """

    agencies: NDArray[np.object_]  # (n_agencies,) code
    n: Floats  # people
    share: Floats  # Sangat Baik in the agency
    share_elsewhere: Floats  # in the other agencies
    rating_gap: Interval  # share Sangat Baik, agency − elsewhere
    reached: Floats  # share of targets and finished or due projects that were reached in time
    reached_elsewhere: Floats
    n_results: Floats  # targets and projects that were judged
    results_gap: Interval  # reached, agency − elsewhere
    p: Floats  # that the results do not differ
    certainty: NDArray[np.str_]  # clear, possible or none


def ratings_above_results(
    shares: PredicateShares,
    targets: TargetsReached,
    projects: ProjectSummary | None = None,
    *,
    confidence: float = CONFIDENCE,
) -> RatingsAboveResults:
    """Find agencies with high ratings and low results.

    An agency is found if its share Sangat Baik is at least that of the others and it reaches fewer
    of its targets and projects than they do, with the interval of that difference below 0. It is
    *clear* if its share Sangat Baik is higher by more than chance too, or if the results still
    differ after Bonferroni's correction for the number of agencies; else *possible*.

    Parameters
    ----------
    shares : PredicateShares
        By `agency_code`.
    targets : TargetsReached
        By `agency_code`. Verified and unverified targets count alike here; the page names both.
    projects : ProjectSummary, optional
        By `agency_code`; a project on time counts as a target reached.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    RatingsAboveResults
        Agencies that are visible and have results to judge.
    """
    results = targets.groups.assign(reached=targets.n_reached, judged=targets.n_reported)
    if projects is not None:
        more = projects.groups.assign(
            reached=projects.n_on_time, judged=projects.n_on_time + projects.n_late
        )
        results = pd.concat([results, more], ignore_index=True)
    visible = ~pd.isna(results["judged"]).to_numpy()
    results = results[visible].groupby("agency_code", as_index=False)[["reached", "judged"]].sum()
    own = shares.groups[["agency_code"]].assign(n=shares.n, top=shares.counts[:, 0])
    both = own.dropna(subset=["n"]).merge(results[results["judged"] > 0], on="agency_code")
    n, top, reached, judged = (
        both[name].to_numpy(dtype=np.float64) for name in ("n", "top", "reached", "judged")
    )
    other = {
        name: float(each.sum()) - each
        for name, each in {
            "n": n,
            "top": top,
            "reached": reached,
            "judged": judged,
        }.items()
    }
    rating = share_difference(other["top"], other["n"], top, n, confidence=confidence)
    result = share_difference(
        other["reached"], other["judged"], reached, judged, confidence=confidence
    )
    p = difference_p(other["reached"], other["judged"], reached, judged)
    low = result.upper < 0
    rated_high = rating.estimate >= 0
    sure = (rating.lower > 0) | (p * max(len(p), 1) < 1 - confidence)
    certainty = np.where(low & rated_high, np.where(sure, "clear", "possible"), "none")
    with np.errstate(invalid="ignore", divide="ignore"):
        return RatingsAboveResults(
            agencies=both["agency_code"].to_numpy(dtype=object),
            n=n,
            share=top / n,
            share_elsewhere=other["top"] / other["n"],
            rating_gap=rating,
            reached=reached / judged,
            reached_elsewhere=other["reached"] / other["judged"],
            n_results=judged,
            results_gap=result,
            p=p,
            certainty=certainty,
        )
