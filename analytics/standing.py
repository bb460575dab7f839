"""Where one person's adjusted score stands beside the mean of comparable people.

    â ± z sd         90 % limits of the adjusted score, as everywhere in a run
    â − ā            difference to the mean of comparable people, whose own error is small beside sd

A person of link grade C is not placed: what was rated cannot be told from who rated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from analytics.intervals import normal_quantile

Verdict = Literal["above", "below", "not_distinguishable", "not_identified", "not_enough_data"]

RUN_CONFIDENCE: Final = 0.90  # architecture.md 5
UNLINKED: Final = "C"


@dataclass(frozen=True)
class Standing:
    """One person in a run; score points or shares, as the run."""

    raw_mean: float
    adjusted: float
    lower: float  # of adjusted
    upper: float
    shift: float  # adjusted less raw
    comparable: float  # mean adjusted score of comparable people; NaN where too few
    difference: float  # adjusted less comparable
    difference_lower: float
    difference_upper: float
    verdict: Verdict
    n_ratings: int
    n_comparable: int
    link_grade: str


def place_person(
    *,
    raw_mean: float,
    adjusted: float,
    sd: float,
    n_ratings: int,
    link_grade: str,
    comparable: float,
    n_comparable: int,
    confidence: float = RUN_CONFIDENCE,
) -> Standing:
    """Place one person beside comparable people.

    Parameters
    ----------
    raw_mean, adjusted, sd, comparable : float
        In the unit of the run; `comparable` NaN where there are too few people.
    """
    half = normal_quantile(confidence) * sd
    difference = adjusted - comparable
    lower, upper = difference - half, difference + half
    return Standing(
        raw_mean=raw_mean,
        adjusted=adjusted,
        lower=adjusted - half,
        upper=adjusted + half,
        shift=adjusted - raw_mean,
        comparable=comparable,
        difference=difference,
        difference_lower=lower,
        difference_upper=upper,
        verdict=_verdict(lower, upper, link_grade),
        n_ratings=n_ratings,
        n_comparable=n_comparable,
        link_grade=link_grade,
    )


def _verdict(lower: float, upper: float, link_grade: str) -> Verdict:
    if pd.isna(lower):
        return "not_enough_data"
    if link_grade == UNLINKED:
        return "not_identified"
    if lower > 0:
        return "above"
    return "below" if upper < 0 else "not_distinguishable"
