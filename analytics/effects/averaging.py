"""Averaging over rater and home-unit variance where the ratings tell them only roughly."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.henderson import Structure
from analytics.reml import Fit, evaluate
from analytics.separation import Separation

Floats = NDArray[np.float64]

# Averaging over rater and home-unit variance (see members_of): predicates, and where links are few
MANY_UNLINKED = 1 / 3  # share of raters without a link above which links are few
FEWEST_FOR_AVERAGING = 20  # raters; fewer say too little about a share
WELL_KNOWN = 0.1  # of the sum: standard errors below which the estimate is taken as known
TOTAL_STEPS = (-1.5, -0.75, 0.0, 0.75, 1.5, 2.25, 3.0)  # grid of the sum, in standard errors
UNIT_SHARES = (0.02, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)  # grid of the unit's share of it
LEAST_WEIGHT = 0.005  # of a point that is kept


@dataclass(frozen=True, eq=False)
class Member:
    """A fit and its weight; several where the share of the home unit is averaged over."""

    weight: float
    fit: Fit


def members_of(
    cells: Cells, of: Structure, separation: Separation, fit: Fit, *, is_predicate: bool
) -> tuple[Member, ...]:
    """Fits over a grid of rater and home-unit variance, weighed by likelihood.

    With most raters linked to nobody the split rests on a handful of moves, and intervals that
    take its estimate as known cover .80 instead of .90; a predicate carries about half a bit, so
    there the variances are known to a factor at best. Averaged over a grid that is uniform before
    the data, intervals cover again (benchmarks). Elsewhere the estimate stands alone.
    """
    names = separation.free_names
    alone = Member(1.0, fit)
    if "rater" not in names or of.large is not None:
        return (alone,)
    used = [names.index(name) for name in ("rater", "home_unit") if name in names]
    se = fit.free_se[used]
    total = float(fit.free[used].sum())
    if not is_predicate and (len(used) == 1 or _is_split_known(cells, total, se)):
        return (alone,)
    correlation = fit.correlation[np.ix_(used, used)]
    total_se = float(np.sqrt(max(se @ correlation @ se, (se**2).max() / 4)))
    totals = [total + steps * total_se for steps in TOTAL_STEPS]
    shares = UNIT_SHARES if len(used) == 2 else (0.0,)
    grid = []
    for reached, share in itertools.product([each for each in totals if each > 0], shares):
        free = fit.free.copy()
        free[used] = [(1 - share) * reached, share * reached][: len(used)]
        v = separation.share @ free
        point = evaluate(cells, of, v, derivatives=False)
        grid.append(
            replace(
                fit,
                variances=v,
                free=free,
                b=point.b,
                b_covariance=point.omega,
                criterion=point.criterion,
                equations=point.equations,
            )
        )
    criterion = np.array([each.criterion for each in grid])
    weight = np.exp(-(criterion - criterion.min()) / 2)
    weight /= weight.sum()
    kept = weight >= LEAST_WEIGHT
    weight = weight / weight[kept].sum()
    return tuple(Member(float(w), f) for w, f, k in zip(weight, grid, kept, strict=True) if k)


def _is_split_known(cells: Cells, total: float, se: Floats) -> bool:
    """Whether links, or sheer number, decide how much of the variance is the unit's."""
    if _unlinked_share(cells) <= MANY_UNLINKED or cells.n_raters < FEWEST_FOR_AVERAGING:
        return True
    return total <= 0 or float(np.hypot(*se)) < WELL_KNOWN * total


def _unlinked_share(cells: Cells) -> float:
    """Share of the raters in use none of whose employees has another rater."""
    linking = np.bincount(cells.employee, minlength=cells.n_employees)[cells.employee] > 1
    is_linked = np.bincount(cells.rater[linking], minlength=cells.n_raters) > 0
    in_use = np.bincount(cells.rater, minlength=cells.n_raters) > 0
    return 1 - float(is_linked[in_use].mean())
