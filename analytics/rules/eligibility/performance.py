"""Checks of what the predicates and an assessment say: predicates, potential, box.

Years are calendar years that are over on the date: on 2026-05-10 the last two are 2024 and 2025.
"""

from __future__ import annotations

import numpy as np

from analytics.rules.eligibility.answers import Answer, Case, answer, figures, joined, names
from analytics.rules.eligibility.cells import Codes
from analytics.rules.eligibility.people import UNKNOWN, Texts
from analytics.rules.predicates import LEVELS, PREDICATES
from analytics.rules.ranks import POTENTIALS


def predicates(case: Case) -> Answer:
    """Whether every year asked for is good enough; one lower year decides alone."""
    needed = case.asked.counts["predicate_years"]
    least = case.rules.least_predicate.value
    held, value = _last_years(case, needed.value)
    is_low = np.asarray((held > PREDICATES.index(least)).any(axis=0))  # best first, −1 unknown
    return answer(
        "predicates",
        needed.basis,
        met=((held != UNKNOWN).all(axis=0)) & ~is_low,
        not_met=is_low,
        value=value,
        required=least,
    )


def known_predicates(case: Case) -> Answer:
    """Whether the years asked for have a predicate at all, whichever it is."""
    needed = case.asked.counts["predicate_years"]
    held, value = _last_years(case, needed.value)
    met = (held != UNKNOWN).all(axis=0)
    return answer(
        "predicates",
        needed.basis,
        met=met,
        not_met=np.zeros_like(met),
        value=value,
        required="known",
    )


def potential(case: Case) -> Answer:
    """Whether an assessment has said how high the potential is."""
    held = case.codes("potential")
    needed = case.asked.names["potential"]
    return answer(
        "potential",
        needed.basis,
        met=held != UNKNOWN,
        not_met=np.zeros(held.shape, dtype=bool),
        value=names(held, POTENTIALS),
        required=joined(needed.value),
    )


def box(case: Case) -> Answer:
    """Whether performance of the last year and potential fall into a box of the pool."""
    talent = case.rules.talent
    level_of = [LEVELS.index(talent.performance.value[name]) for name in PREDICATES]
    performance = np.array([*level_of, UNKNOWN])[case.people.predicate(case.date.year - 1)]
    held = case.codes("potential")
    boxes = np.array([[talent.boxes.value[level, each] for each in POTENTIALS] for level in LEVELS])
    is_placed = (performance != UNKNOWN) & (held != UNKNOWN)
    number = np.where(is_placed, boxes[performance, held], UNKNOWN)
    in_pool = np.isin(number, talent.pool.value)
    return answer(
        "box",
        talent.pool.basis,
        met=in_pool,
        not_met=is_placed & ~in_pool,
        value=figures(np.where(is_placed, number, np.nan)),
        required=joined([str(each) for each in talent.pool.value]),
    )


def _last_years(case: Case, n: int) -> tuple[Codes, Texts]:
    """Predicates of the last complete years, oldest first (n_years, n), and as text."""
    years = range(case.date.year - n, case.date.year)
    held = np.array([case.people.predicate(year) for year in years])
    together = np.zeros(held.shape[1], dtype=np.int64)  # one number for each combination
    for row in held:
        together = together * (len(PREDICATES) + 1) + (row + 1)
    _, first, places = np.unique(together, return_index=True, return_inverse=True)
    texts = [
        joined(
            [
                f"{year}:{PREDICATES[row[at]]}"
                for year, row in zip(years, held, strict=True)
                if row[at] != UNKNOWN
            ]
        )
        for at in first
    ]
    return held, np.array(texts, dtype=object)[places]
