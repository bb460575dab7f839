"""What a table of ratings holds, and what the rater model takes: names, codes and cuts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.rules.predicates import PREDICATES

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Texts = NDArray[np.str_]

TYPES = ("superior", "peer", "direct_report", "project_lead")
ROLES = ("superior", "acting", "peer", "direct_report", "project_lead", "self")

# R3.3, lower case, beside the identifiers and the official names.
PREDICATE_SYNONYMS: Mapping[str, str] = {
    **{name: name for name in PREDICATES},
    **{name.replace("_", " "): name for name in PREDICATES},
    "sangat baik": "very_good",
    "baik": "good",
    "butuh perbaikan": "needs_improvement",
    "cukup": "needs_improvement",
    "cukup/butuh perbaikan": "needs_improvement",
    "butuh perbaikan/cukup": "needs_improvement",
    "kurang": "poor",
    "kurang/misconduct": "poor",
    "misconduct": "poor",
    "sangat kurang": "very_poor",
}


@dataclass(frozen=True)
class Columns:
    """Which column of a table holds what."""

    employee: str
    rater: str
    score: str | None = None
    items: tuple[str, ...] = ()
    period: str | None = None
    home_unit: str | None = None
    rater_type: str | None = None
    group: str | None = None
    objective: str | None = None
    objective_family: str | None = None
    covariates: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every column that is named, once."""
        single = (
            self.employee,
            self.rater,
            self.score,
            self.period,
            self.home_unit,
            self.rater_type,
            self.group,
            self.objective,
            self.objective_family,
        )
        return tuple(
            dict.fromkeys([*(name for name in single if name), *self.items, *self.covariates])
        )


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings as codes and numbers; n rows, sorted by employee, rater, period and rating."""

    employee: Codes  # (n,) -> employees
    rater: Codes  # (n,) -> raters, rater_type
    rating: Floats  # (n,) score points; predicates: 1 Sangat Baik, 0 else
    period: NDArray[np.int32]  # (n,) -> periods, in order of time
    acting: NDArray[np.bool_] | None  # (n,) rated as acting superior
    home_unit: Codes | None  # (n_employees,) -> units; None: no home-unit factor
    rater_type: NDArray[np.int8]  # (n_raters,) -> TYPES
    items: Floats | None  # (n, K), NaN where missing
    item_names: tuple[str, ...]
    objective: Floats | None  # (n,) NaN where missing; higher is better
    objective_family: Codes | None  # (n,) -> families, -1 where missing
    families: tuple[str, ...]
    group: Codes | None  # (n,) -> groups, -1 where missing
    groups: tuple[str, ...]
    covariates: Floats | None  # (n, p)
    covariate_names: tuple[str, ...]
    employees: Texts  # (n_employees,) sorted
    raters: Texts  # (n_raters,) sorted by type, then id; an id can stand under several types
    units: Texts  # (n_units,) sorted; "" is the unknown home of one employee
    periods: tuple[str, ...]  # ("",) when the table has none
    is_predicate: bool
    smallest: float  # D, score points or share; NaN: half the residual sd
    smallest_rule: str
    notes: tuple[str, ...]

    @property
    def n(self) -> int:
        """Number of ratings."""
        return int(self.rating.size)

    @property
    def n_employees(self) -> int:
        """Number of employees."""
        return int(self.employees.size)

    @property
    def n_raters(self) -> int:
        """Number of rater elements, all types."""
        return int(self.raters.size)

    @property
    def n_units(self) -> int:
        """Number of home units that are known by name."""
        return int((self.units != "").sum())
