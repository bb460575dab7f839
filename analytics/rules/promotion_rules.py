"""The numbers behind promotion: what every target asks for, credit, posts, age, talent, discipline.

Rules R3.8, R3.9 and sections 6 to 10. A number or table stands in the file as `{"value": …, "rule":
…, "basis": …, "status": …}`, so that an agency finds and corrects it where its source stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from analytics.rules.parts import Basis, Sourced
from analytics.rules.ranks import FUNCTIONAL_LEVELS, POSITION_CLASSES

EXPERIENCE_CLASSES: Final = (
    *POSITION_CLASSES, *(f"functional_{level}" for level in FUNCTIONAL_LEVELS),
)  # fmt: skip


@dataclass(frozen=True)
class TargetRules:
    """What one target asks for; a part that the target does not ask for is not there."""

    counts: Mapping[str, Sourced[int]]  # years, months, age
    names: Mapping[str, Sourced[tuple[str, ...]]]  # one of these; experience: the sum of these
    tables: Mapping[str, Sourced[Mapping[str, str]]]  # education → ceiling; next grade → exam

    def basis(self, part: str) -> Basis:
        """Return where a part comes from."""
        for kind in (self.counts, self.names, self.tables):
            if part in kind:
                return kind[part].basis
        raise KeyError(part)


@dataclass(frozen=True)
class PromotionMonths:
    """The months whose first day is a promotion date, from a day on."""

    since: dt.date
    months: tuple[int, ...]


@dataclass(frozen=True)
class Echelon:
    """The ranks of an echelon."""

    position_class: str
    lowest: str  # grade
    highest: str  # grade


@dataclass(frozen=True)
class CreditRules:
    """Credit points of functional positions, by level (R6)."""

    percent: Sourced[Mapping[str, float]]  # by predicate
    coefficient: Sourced[Mapping[str, float]]  # points a year
    grades: Sourced[Mapping[str, tuple[str, ...]]]  # ranks of the level, lowest first
    step: Sourced[Mapping[str, float]]  # points a rank step inside the level
    next_level: Sourced[Mapping[str, str | None]]
    for_next_level: Sourced[Mapping[str, float | None]]  # points
    digits: Sourced[int]  # decimals a period is rounded to, half up
    since_year: Sourced[int]  # first year that is converted
    most_base_years: Sourced[int]  # years at the top rank that count as base points


@dataclass(frozen=True)
class CareerEnd:
    """Age limits and how early a person is flagged (R8.3)."""

    age: Sourced[Mapping[str, int]]  # by position class without functional, and functional level
    flag_months: Sourced[int]


@dataclass(frozen=True)
class TalentRules:
    """Nine boxes and the talent pool (R9)."""

    boxes: Sourced[Mapping[tuple[str, str], int]]  # by performance and potential
    performance: Sourced[Mapping[str, str]]  # level by predicate
    score_cuts: Sourced[tuple[float, float]]  # middle from, high from (0–100)
    pool: Sourced[tuple[int, ...]]
    recommendations: Sourced[Mapping[int, tuple[str, ...]]]  # by box


@dataclass(frozen=True)
class Absence:
    """What unexcused days in a year lead to."""

    from_days: int
    kind: str
    level: str  # one of SANCTION_LEVELS


@dataclass(frozen=True)
class DisciplineRules:
    """Which sanctions stand in the way, and how long (R10)."""

    blocking: Sourced[tuple[str, ...]]
    lookback_months: Sourced[int]
    absence: Sourced[tuple[Absence, ...]]  # fewest days first


@dataclass(frozen=True)
class OlderScale:
    """A numeric scale of earlier years: the least number of each predicate, best first."""

    first_year: int
    last_year: int
    least: Mapping[str, float]
    results_share: float  # weight of results, 0–1
    basis: Basis


@dataclass(frozen=True)
class PromotionRules:
    """Everything about careers in one rule set."""

    targets: Mapping[str, TargetRules]
    least_predicate: Sourced[str]  # the lowest that counts as good performance
    promotion_dates: Sourced[tuple[PromotionMonths, ...]]  # oldest first
    superior_rank_until: Sourced[dt.date]  # last day on which the superior's rank was a limit
    echelons: Sourced[Mapping[str, Echelon]]
    credit: CreditRules
    career_end: CareerEnd
    training: Sourced[Mapping[str, str]]  # course by position class
    training_years: Sourced[int]  # after appointment
    talent: TalentRules
    discipline: DisciplineRules
    older_scales: Mapping[str, OlderScale]
