"""Predicates and levels: the national shares, and two agencies that follow the pattern strictly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.demo.offices import AGENCIES
from data.demo.people import People
from data.demo.plan import GENEROUS, STRICT_PATTERN

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

# Share Sangat Baik of PNS by year; PPPK two points fewer. The first step is real, the second
# within chance.
VERY_GOOD = {2023: 0.091, 2024: 0.117, 2025: 0.119}
PPPK_LESS = 0.022
BELOW = (("needs_improvement", 0.0011), ("poor", 0.0006), ("very_poor", 0.0010))
LEVELS = {"needs_improvement": ("below", "meets"), "poor": ("meets", "below"),
          "very_poor": ("below", "below"), "very_good": ("above", "above")}  # fmt: skip
LOOSE = 3.0  # sd, points: the predicate follows the score only loosely
STRICT_SHARES = (0.24, 0.08)  # Sangat Baik and Butuh Perbaikan where the pattern is followed
N_MISMATCHED = 6
JUDGES = ("superior", "acting")  # R12.5: others give no predicate


def predicates(
    rng: np.random.Generator,
    people: People,
    person: Whole,
    quarter: Whole,
    period: NDArray[np.str_],
    score: Floats,
    judged: NDArray[np.bool_],
) -> NDArray[np.str_]:
    """Return predicates with the national shares, by rank of the score plus something unseen."""
    found = np.full(len(score), "good", dtype="<U17")
    agency = people.agency[person, quarter]
    strict = np.isin(agency, [k for k, a in enumerate(AGENCIES) if a.code in STRICT_PATTERN])
    generous = np.isin(agency, [k for k, a in enumerate(AGENCIES) if a.code in GENEROUS])
    # Most of what is known lies below the predicate.
    shown = score + rng.normal(0, LOOSE, len(score)) + 1.5 * generous
    is_pppk = people.persons.is_pppk[person]
    for code in np.unique(period):
        of_period = (period == code) & judged
        for pppk in (False, True):
            group = np.flatnonzero(of_period & ~strict & (is_pppk == pppk))
            best = group[np.argsort(-shown[group], kind="stable")]
            share = VERY_GOOD[int(str(code)[:4])] - PPPK_LESS * pppk
            found[best[: round(share * len(best))]] = "very_good"
            worst, taken = best[::-1], 0
            # At least one of each step in the permanent staff, so that small cities have them too.
            for step, rate in BELOW:
                count = round(rate * len(group)) if pppk else max(1, round(rate * len(group)))
                found[worst[taken : taken + count]] = step
                taken += count
        for index in np.unique(agency[strict]):
            group = np.flatnonzero(of_period & strict & (agency == index))
            best = group[np.argsort(-shown[group], kind="stable")]
            size = len(best)
            found[best[: round(STRICT_SHARES[0] * size)]] = "very_good"
            found[best[size - max(1, round(STRICT_SHARES[1] * size)) :]] = "needs_improvement"
    return found


def levels(
    rng: np.random.Generator, predicate: NDArray[np.str_], role: NDArray[np.str_]
) -> tuple[NDArray[np.str_], NDArray[np.str_], Whole]:
    """Return work result, behaviour and the rows where they contradict the predicate (planted)."""
    draw = rng.random(len(predicate))
    result = np.where(draw < 0.08, "above", "meets").astype("<U5")
    behaviour = np.where((draw >= 0.08) & (draw < 0.16), "above", "meets").astype("<U5")
    for step, (one, two) in LEVELS.items():
        result[predicate == step], behaviour[predicate == step] = one, two
    plain = np.flatnonzero((predicate == "good") & (role == "superior"))
    mismatched = np.sort(rng.choice(plain, size=min(N_MISMATCHED, len(plain)), replace=False))
    result[mismatched], behaviour[mismatched] = "above", "above"
    return result, behaviour, mismatched
