"""What the rater model gives: variances, fixed effects, leniency, adjusted scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.ranking import Ranks

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Component:
    """A variance component, squared score points."""

    name: str
    variance: float
    se: float


@dataclass(frozen=True)
class FixedTerm:
    """A fixed effect, score points."""

    term: str
    estimate: float
    se: float


@dataclass(frozen=True, eq=False)
class Scenario:
    """Leniency if this share of rater + home-unit variance were the unit's."""

    unit_share: float
    leniency: Floats  # (n_raters,)


@dataclass(frozen=True, eq=False)
class Effects:
    """What the model says, in score points (predicates: share of Sangat Baik)."""

    n_ratings: int
    n_cells: int
    n_employees: int
    n_raters: int  # rater elements
    n_units: int
    components: tuple[Component, ...]
    fixed: tuple[FixedTerm, ...]
    reml_criterion: float  # −2 log restricted likelihood with all constants
    iterations: int
    converged: bool
    notes: tuple[str, ...]
    smallest: float  # D
    period_effect: Floats  # (n_periods,)
    leniency: Floats  # (n_raters,) positive is lenient
    sd: Floats  # (n_raters,) above 0
    link_share: Floats  # (n_raters,) NaN where the rater variance is 0 or unknown
    theta: Floats  # (n_employees,)
    unit_effect: Floats  # (n_units,) of Ratings.units; empty without that factor
    adjusted: Floats  # (n_employees,) mean period effect + theta + home unit
    adjusted_sd: Floats  # (n_employees,)
    draws: NDArray[np.float32] | None  # (n_draws, n_employees) of adjusted; None when too many
    objective_accepted: bool
    not_separable: tuple[str, ...]  # codes of separation.py, and component_at_zero:NAME
    scenarios: tuple[Scenario, ...]  # where rater and home unit cannot be told apart
    ranks: Ranks | None = None  # where `draws` would be too many: they were ranked in pieces
