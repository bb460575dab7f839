"""Ratings less what is common to all: what the pattern tests look at.

    y'_ijt = y_ijt − mu_t − x_ijt'b            per rating
    m_c                                        mean of y' in cell c, one employee and rater

Inflation common to all raters, the type of rater and the covariates are out; leniency, people and
pairs are still in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.ratings import TYPES, Ratings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Figures = Floats | NDArray[np.integer] | NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CellMoments:
    """Squares and products of each cell about its means."""

    period: Floats  # (n_cells,) Σ (t − t̄)²
    trend: Floats  # (n_cells,) Σ (t − t̄)(y' − ȳ')
    net: Floats  # (n_cells,) Σ (y' − ȳ')²


@dataclass(frozen=True, eq=False)
class NetRatings:
    """Ratings less fixed effects, sorted by cell, with the variances they vary by.

    Of ratings that were collapsed outside memory the single ones are missing (n = 0) and `moments`
    are given.
    """

    cell: NDArray[np.int32]  # (n,) rising
    period: NDArray[np.int32]  # (n,) in order of time
    net: Floats  # (n,) score points
    items: Floats | None  # (n, K) levels as given, NaN where missing
    cell_employee: NDArray[np.int32]  # (n_cells,)
    cell_rater: NDArray[np.int32]  # (n_cells,)
    cell_n: Ints  # (n_cells,) ratings
    cell_mean: Floats  # (n_cells,) score points
    cell_group: NDArray[np.int32] | None  # (n_cells,) -1 unknown
    family: Ints  # (n_raters,) rater type: raters of one type are tested together
    n_employees: int
    employee_variance: float  # between people: theta and home unit
    home_variance: float  # of which the home unit
    pair_variance: float
    residual_variance: Floats  # (n_raters,) of one rating
    moments: CellMoments | None = None

    @property
    def n_raters(self) -> int:
        """Number of rater elements."""
        return int(self.family.size)

    @property
    def within(self) -> Floats:
        """Deviation of each rating from the mean of its cell."""
        return self.net - self.cell_mean[self.cell]

    def cell_moments(self) -> CellMoments:
        """Return squares and products of each cell about its means."""
        if self.moments is not None:
            return self.moments
        t = self.period - (self.per_cell(self.period) / self.cell_n)[self.cell]
        return CellMoments(
            self.per_cell(t * t), self.per_cell(t * self.net), self.per_cell(self.within**2)
        )

    def per_rater(self, of_cells: Figures) -> Floats:
        """Sum figures of cells by rater."""
        total = np.bincount(self.cell_rater, weights=of_cells, minlength=self.n_raters)
        return total.astype(np.float64, copy=False)

    def per_cell(self, of_ratings: Figures) -> Floats:
        """Sum figures of ratings by cell."""
        total = np.bincount(self.cell, weights=of_ratings, minlength=self.cell_n.size)
        return total.astype(np.float64, copy=False)


def net_ratings(
    ratings: Ratings,
    *,
    period_effect: Floats,
    fixed: Mapping[str, float],
    components: Mapping[str, float],
) -> NetRatings:
    """Take the fixed effects out of the ratings and name their cells.

    Parameters
    ----------
    ratings : Ratings
        Sorted by employee and rater, as `prepare` gives them.
    period_effect : (n_periods,) array, score points
    fixed : mapping
        Estimates of `acting`, `type:…` and the covariates by term; others count as 0.
    components : mapping
        Variances by the names of architecture.md 5.

    Returns
    -------
    NetRatings
    """
    kind = ratings.rater_type.astype(np.int64)
    of_type = np.array([fixed.get(f"type:{name}", 0.0) for name in TYPES])
    effect = np.nan_to_num(period_effect)
    net = ratings.rating - effect[ratings.period] - of_type[kind][ratings.rater]
    if ratings.acting is not None:
        net -= fixed.get("acting", 0.0) * ratings.acting
    if ratings.covariates is not None:
        b = np.array([fixed.get(name, 0.0) for name in ratings.covariate_names])
        net -= (ratings.covariates - ratings.covariates.mean(axis=0)) @ b
    starts = np.ones(ratings.n, dtype=bool)
    starts[1:] = np.diff(ratings.employee) != 0
    starts[1:] |= np.diff(ratings.rater) != 0
    first = np.flatnonzero(starts)
    cell = (np.cumsum(starts) - 1).astype(np.int32)
    cell_n = np.diff(np.append(first, ratings.n))
    residual = np.array(
        [components.get(f"residual:{name}", components.get("residual", 0.0)) for name in TYPES]
    )
    home = components.get("home_unit", 0.0)
    return NetRatings(
        cell=cell,
        period=ratings.period,
        net=net,
        items=ratings.items,
        cell_employee=ratings.employee[first],
        cell_rater=ratings.rater[first],
        cell_n=cell_n,
        cell_mean=np.bincount(cell, weights=net) / cell_n,
        cell_group=None if ratings.group is None else ratings.group[first],
        family=kind,
        n_employees=ratings.n_employees,
        employee_variance=components.get("employee", 0.0) + home,
        home_variance=home,
        pair_variance=components.get("pair", 0.0),
        residual_variance=residual[kind],
    )
