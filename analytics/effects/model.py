"""The fitted model behind the effects: cells, what they can tell apart, variances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics import separation as sep
from analytics.cells import Cells, Rows, collapse, every_nth_team
from analytics.effects.averaging import Member, members_of
from analytics.effects.periods import MANY_RATINGS, PeriodEffects, period_effects, without_periods
from analytics.henderson import DENSE_RATERS, Structure, structure
from analytics.pooling import pool
from analytics.reml import N_SIGNS, Fit, draw_signs, estimate_variances, rough_variances

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MANY_EMPLOYEES = 20_000  # in a large fit: variances are first estimated from a tenth of it
THINNED = 10
FEWEST_IN_PART = 500  # employees of a part worth a first estimate
MANY_RATERS = 10_000  # in one component: four sign vectors are as good as eight for few
FEW_SIGNS = 4
# |correlation| of the estimates of rater and home-unit variance from which no split is reported
INSEPARABLE = 0.95


@dataclass(frozen=True, eq=False)
class Model:
    """A fitted model on the unit scale."""

    single: Cells  # one employee a row
    home: Ints | None  # (n_employees,)
    cells: Cells  # what was fitted: employees pooled to patterns
    home_of_pattern: Ints | None  # (n_patterns,)
    pattern: Ints  # (n_employees,)
    of: Structure  # of the patterns
    separation: sep.Separation
    fit: Fit
    members: tuple[Member, ...]  # what effects are averaged over; one unless links are few
    periods: PeriodEffects | None = None  # where they were taken out before the fit


def fit_rows(
    rows: Rows, home: Ints | None, rng: np.random.Generator, *, is_predicate: bool = False
) -> Model:
    """Fit model rows.

    Parameters
    ----------
    rows : Rows
        Scaled to unit variance.
    home : (n_employees,) codes, or None without a home-unit factor
    rng : Generator
        For sampled traces.
    is_predicate : bool
        Then effects are averaged over the variances (averaging.py).

    Returns
    -------
    Model
    """
    periods = None
    if rows.rating.size > MANY_RATINGS and len(rows.periods) > 1:
        periods = period_effects(rows)
        if periods is not None:
            rows = without_periods(rows, periods)
    return fit_cells(collapse(rows), home, rng, periods=periods, is_predicate=is_predicate)


def fit_cells(
    single: Cells,
    home: Ints | None,
    rng: np.random.Generator,
    *,
    periods: PeriodEffects | None = None,
    is_predicate: bool = False,
) -> Model:
    """Fit cells.

    Parameters
    ----------
    single : Cells
        Scaled to unit variance, one employee a row.
    home, rng, is_predicate
        As in `fit_rows`.
    periods : PeriodEffects, optional
        What was taken out before.

    Returns
    -------
    Model
    """
    separation = sep.separate(single, home)
    pooled = pool(single, home)
    cells = pooled.cells
    of = arrange(cells, pooled.home)
    signs = None
    is_large = of.large is not None
    if of.large is not None:
        n_signs = FEW_SIGNS if of.large.raters.size > MANY_RATERS else N_SIGNS
        signs = draw_signs(of, rng, n_signs)
    if is_large and single.n_employees > MANY_EMPLOYEES:
        start = _start_from_some(single, home, separation, rng)
    else:
        start = rough_variances(single, home, separation)
    fit = estimate_variances(cells, of, separation, signs=signs, start=start)
    if _is_inseparable(separation, fit):
        separation = sep.tie_unit_to_rater(separation)
        start = rough_variances(single, home, separation)
        fit = estimate_variances(cells, of, separation, signs=signs, start=start)
    members = members_of(cells, of, separation, fit, is_predicate=is_predicate)
    return Model(
        single, home, cells, pooled.home, pooled.pattern, of, separation, fit, members, periods
    )


def arrange(cells: Cells, home: Ints | None, *, dense: int = DENSE_RATERS) -> Structure:
    """Arrange cells for the equations.

    Parameters
    ----------
    cells : Cells
    home : (n_employees,) codes, or None without a home-unit factor
    dense : int, raters
        Largest joint component with an exact inverse.

    Returns
    -------
    Structure
    """
    return structure(
        cells.employee.astype(np.int64, copy=False),
        cells.rater.astype(np.int64, copy=False),
        home,
        n_employees=cells.n_employees,
        n_raters=cells.n_raters,
        dense=dense,
        random_rater=with_effect(cells),
    )


def _start_from_some(
    cells: Cells, home: Ints | None, separation: sep.Separation, rng: np.random.Generator
) -> Floats:
    """Variances from every tenth team: the same variances, at a tenth of the cost."""
    part = every_nth_team(cells, home, THINNED)
    if part.cells.n_employees < FEWEST_IN_PART:
        return rough_variances(cells, home, separation)
    pooled = pool(part.cells, part.home)
    of = arrange(pooled.cells, pooled.home, dense=0)  # a start needs no exact traces
    start = rough_variances(part.cells, part.home, separation)
    signs = draw_signs(of, rng)
    return estimate_variances(pooled.cells, of, separation, signs=signs, start=start).free


def with_effect(cells: Cells) -> NDArray[np.bool_]:
    """Raters with an effect of their own: an objective measure has none."""
    of_measure = np.array([kind.startswith("objective") for kind in cells.kinds])
    return ~of_measure[cells.rater_kind]


def _is_inseparable(separation: sep.Separation, fit: Fit) -> bool:
    """Whether moves are too rare to divide rater and home-unit variance."""
    names = separation.free_names
    if "home_unit" not in names or "rater" not in names:
        return False
    q, r = names.index("home_unit"), names.index("rater")
    if fit.held[[q, r]].any():
        return False
    return abs(float(fit.correlation[q, r])) > INSEPARABLE
