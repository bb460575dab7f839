"""Targets: the checks each consists of, in order, and what they say together.

overall   not met if any check is not met, else unknown if any is unknown, else met (R8.5)
met_on    the latest of the checks that fail by time alone, if nothing else stands in the way;
          a rank promotion waits for the next promotion date on which no sanction runs (R7.4)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from analytics.rules.eligibility import (
    discipline,
    performance,
    persons,
    points,
    steps,
    years,
)
from analytics.rules.eligibility.answers import (
    MET,
    NOT_MET,
    UNKNOWN_STATUS,
    Answer,
    Case,
    answer,
)
from analytics.rules.eligibility.dates import NEVER, Days, next_promotion_date
from analytics.rules.parts import Basis

Check = Callable[[Case], Answer]
_POST: Final = (
    persons.employment, persons.education, persons.experience, performance.predicates,
    persons.competence_standard, discipline.sanction,
)  # fmt: skip

CHECKS: Final[Mapping[str, tuple[Check, ...]]] = {
    "regular_promotion": (
        persons.employment, persons.post, years.grade_years, performance.predicates,
        steps.education_ceiling, steps.service_exam, discipline.sanction,
    ),
    "functional_promotion": (
        persons.employment, persons.post, years.grade_years, performance.predicates,
        points.credit_for_rank, steps.rank_room_in_level, discipline.sanction,
    ),
    "structural_promotion": (
        persons.employment, persons.post, years.structural_grade_years, performance.predicates,
        steps.rank_room_in_echelon, discipline.sanction,
    ),
    "next_functional_level": (
        persons.employment, persons.post, points.credit_for_level, performance.predicates,
        persons.competence_test, persons.vacancy, discipline.sanction,
    ),
    "supervisor": _POST,
    "administrator": _POST,
    "executive": (
        persons.employment, persons.education, persons.experience, persons.field,
        performance.predicates, persons.competence_standard, persons.age, discipline.sanction,
    ),
    "talent_pool": (
        persons.employment, performance.known_predicates, performance.potential, performance.box,
        discipline.sanction,
    ),
}  # fmt: skip
TARGETS: Final = tuple(CHECKS)
RANK_PROMOTIONS: Final = ("regular_promotion", "functional_promotion", "structural_promotion")


def overall(case: Case, answers: Sequence[Answer], legal_basis: str) -> Answer:
    """Return the "and" of the checks."""
    status = np.array([each.status for each in answers])
    met_on = np.array([each.met_on for each in answers])
    fails, is_open = status == NOT_MET, status == UNKNOWN_STATUS
    only_time = ~is_open.any(axis=0) & ~(fails & np.isnat(met_on)).any(axis=0)
    latest = np.fmax.reduce(met_on, axis=0)  # fmax passes over not-a-time
    latest = np.where(only_time, latest, NEVER)
    if case.target in RANK_PROMOTIONS:
        latest = _on_promotion_date(case, latest)
    return answer(
        "overall",
        Basis("R8.5", legal_basis, "verified"),
        met=(status == MET).all(axis=0),
        not_met=fails.any(axis=0),
        value=np.full(case.people.n, "", dtype=object),
        required="",
        met_on=latest,
    )


def _on_promotion_date(case: Case, earliest: Days) -> Days:
    """Move days to the next promotion date on which no sanction runs."""
    while True:
        moved = next_promotion_date(earliest, case.rules.promotion_dates.value)
        free = discipline.free_from(case, moved)
        if not (free > moved).any():
            return moved
        earliest = free
