"""Findings about the mix of predicates: agencies that differ, a change, too little information."""

from __future__ import annotations

from typing import Final

import numpy as np

from analytics.distribution import PredicateShares, ShareChange
from analytics.findings.finding import Candidate, Certainty, Finding, agency_filter, code_of
from analytics.intervals import difference_p, share_difference
from analytics.rules.predicates import PREDICATES

# Fewer than two equally used predicates: a rating says less than yes or no would.
LOW_ENTROPY_BITS: Final = 1.0


def agency_shares(
    shares: PredicateShares, total: PredicateShares, n_city: float
) -> list[Candidate]:
    """Agencies whose share Sangat Baik differs from that of all others together."""
    x, n = shares.counts[:, 0], shares.n
    x_other, n_other = total.counts[0, 0] - x, n_city - n
    gap = share_difference(x_other, n_other, x, n)
    p = difference_p(x_other, n_other, x, n)
    found = []
    for at, code in enumerate(shares.groups["agency_code"]):
        if np.isnan(p[at]):
            continue
        found.append(
            Candidate(
                Finding(
                    kind="agency_share",
                    agency_code=code_of(code),
                    certainty="clear",
                    weight=float(n[at] / n_city * abs(gap.estimate[at])),
                    n=int(n[at]),
                    share=float(shares.very_good.estimate[at]),
                    reference_share=float(x_other[at] / n_other[at]),
                    lower=float(gap.lower[at]),
                    upper=float(gap.upper[at]),
                    n_part=int(x[at]),
                    predicate="very_good",
                    page="agencies",
                    filters=agency_filter(code),
                ),
                float(p[at]),
            )
        )
    return found


def information(shares: PredicateShares, total: PredicateShares, n_city: float) -> list[Candidate]:
    """Whether the predicates of the city tell people apart; agencies only where the city does."""
    lacking = LOW_ENTROPY_BITS - float(total.entropy_bits[0])
    if lacking <= 0:
        rows = [
            (shares, at, code_of(code))
            for at, code in enumerate(shares.groups["agency_code"])
            if shares.entropy_bits[at] < LOW_ENTROPY_BITS
        ]
    else:
        rows = [(total, 0, None)]
    found = []
    for mix, at, agency in rows:
        mode = int(mix.shares[at].argmax())
        short = (LOW_ENTROPY_BITS - float(mix.entropy_bits[at])) / np.log2(len(PREDICATES))
        found.append(
            Candidate(
                Finding(
                    kind="low_information",
                    agency_code=agency,
                    certainty="clear",
                    weight=float(mix.n[at] / n_city * short),
                    n=int(mix.n[at]),
                    share=float(mix.shares[at, mode]),
                    n_part=int(mix.counts[at, mode]),
                    predicate=PREDICATES[mode],
                    effective_predicates=float(mix.effective_predicates[at]),
                    page="distribution",
                    filters=agency_filter(agency),
                ),
                float("nan"),
            )
        )
    return found


def city_change(change: ShareChange, change_from: str) -> list[Candidate]:
    """How the share Sangat Baik of the city moved since an earlier period."""
    if change.verdict[0] == "not_enough_data":
        return []
    moved = float(change.change.estimate[0])
    sure: Certainty = "not_distinguishable" if change.verdict[0] == "within_chance" else "clear"
    return [
        Candidate(
            Finding(
                kind="city_change",
                agency_code=None,
                certainty=sure,
                weight=abs(moved),
                n=int(change.n_now[0]),
                share=float(change.now[0]),
                reference_share=float(change.before[0]),
                lower=float(change.change.lower[0]),
                upper=float(change.change.upper[0]),
                predicate="very_good",
                period_code=change_from,
                page="distribution",
            ),
            float("nan"),  # one planned comparison: its own interval decides
        )
    ]
