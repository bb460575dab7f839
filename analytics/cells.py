"""Ratings collapsed to employee × rater cells, with the fixed-effects design.

    n_c, m_c, x̄_c              count, mean rating and mean design row of a cell
    SSW_k  = Σ (y − m_c)²       within cells, summed over the cells of kind k
    Sxx_k  = Σ (x − x̄_c)(x − x̄_c)',  Sxy_k = Σ (x − x̄_c)(y − m_c)

Random effects are constant inside a cell, so these are sufficient and REML on them is REML on the
ratings (statistics.md 3). A *kind* is what has a residual variance of its own: the rater types in
use, then the families of an objective measure.

The design has a column per period instead of an intercept, then `acting`, the kinds other than the
first, and the covariates (centred and scaled, so that the period effects hold at their mean).
Columns that others explain are left out and named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analytics.contrasts import Contrasts
from analytics.ratings import TYPES, Ratings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = NDArray[np.integer]

ALIASED = 1e-9  # a column whose part not explained by earlier ones is smaller is left out


@dataclass(frozen=True, eq=False)
class Rows:
    """Ratings as the model takes them: superiors' and others' ratings, objective measures."""

    employee: Ints  # (n,)
    rater: Ints  # (n,)
    rating: Floats  # (n,)
    period: Ints  # (n,) -1 where no period effect applies
    kind: Ints  # (n,) -> kinds
    acting: NDArray[np.bool_] | None  # (n,)
    covariates: Floats | None  # (n, q)
    covariate_names: tuple[str, ...]
    kinds: tuple[str, ...]  # the first is what the others are compared with
    periods: tuple[str, ...]
    n_employees: int
    n_raters: int
    rater_kind: Ints  # (n_raters,) -> kinds


@dataclass(frozen=True, eq=False)
class Cells:
    """Sufficient statistics; cells sorted by employee, then rater.

    Where employees are pooled (pooling.py), `size` of them stand behind one row: a cell then has
    the mean over them, and `contrasts` what they say beside it.
    """

    employee: Codes  # (n_cells,)
    rater: Codes  # (n_cells,)
    kind: Codes  # (n_cells,) -> kinds
    n: Floats  # (n_cells,) ratings of one employee
    mean: Floats  # (n_cells,) mean rating
    x: Floats  # (n_cells, p) mean design row
    ssw: Floats  # (n_kinds,) within cells
    sxx: Floats  # (n_kinds, p, p) within cells
    sxy: Floats  # (n_kinds, p) within cells
    n_of_kind: Floats  # (n_kinds,) ratings
    terms: tuple[str, ...]  # (p,) names of the design columns
    x_scale: Floats  # (p,) what a column was divided by
    aliased: tuple[str, ...]  # terms left out
    kinds: tuple[str, ...]
    n_employees: int
    n_raters: int
    rater_kind: Ints  # (n_raters,)
    size: Floats  # (n_employees,) employees behind a row
    contrasts: tuple[Contrasts, ...] = ()

    @property
    def n_ratings(self) -> int:
        """Number of ratings."""
        return int(self.n_of_kind.sum())

    @property
    def members(self) -> Floats:
        """Employees behind each cell, (n_cells,)."""
        return self.size[self.employee]


def rows_of(ratings: Ratings) -> Rows:
    """Ratings as model rows, kinds limited to the rater types in use.

    Parameters
    ----------
    ratings : Ratings

    Returns
    -------
    Rows
    """
    used = np.unique(ratings.rater_type)
    place = np.full(len(TYPES), -1, dtype=np.int64)
    place[used] = np.arange(used.size)
    rater_kind = place[ratings.rater_type]
    return Rows(
        employee=ratings.employee.astype(np.int64),
        rater=ratings.rater.astype(np.int64),
        rating=ratings.rating,
        period=ratings.period.astype(np.int64),
        kind=rater_kind[ratings.rater],
        acting=ratings.acting,
        covariates=ratings.covariates,
        covariate_names=ratings.covariate_names,
        kinds=tuple(TYPES[at] for at in used),
        periods=ratings.periods,
        n_employees=ratings.n_employees,
        n_raters=ratings.n_raters,
        rater_kind=rater_kind,
    )


def collapse(rows: Rows) -> Cells:
    """Collapse model rows to cells.

    Parameters
    ----------
    rows : Rows
        In any order; the cells come sorted.

    Returns
    -------
    Cells
    """
    key = rows.employee * rows.n_raters + rows.rater
    if key.size > 1 and (np.diff(key) < 0).any():
        each, cell = np.unique(key, return_inverse=True)
    else:  # already sorted, the usual case
        first = np.r_[True, np.diff(key) != 0]
        each, cell = key[first], np.cumsum(first) - 1
    n_cells, n_kinds = each.size, len(rows.kinds)
    employee, rater = np.divmod(each, rows.n_raters)
    n = np.bincount(cell, minlength=n_cells).astype(np.float64)
    mean = np.bincount(cell, weights=rows.rating, minlength=n_cells) / n
    within = rows.rating - mean[cell]
    kind = rows.rater_kind[rater]
    ssw = np.bincount(rows.kind, weights=within**2, minlength=n_kinds).astype(np.float64)

    x, sxx, sxy, terms, scale = _design(rows, cell, n, kind, within)
    kept = independent(sxx.sum(axis=0) + (x * n[:, None]).T @ x)
    return Cells(
        employee=employee,
        rater=rater,
        kind=kind,
        n=n,
        mean=mean,
        x=x[:, kept],
        ssw=ssw,
        sxx=sxx[:, kept][:, :, kept],
        sxy=sxy[:, kept],
        n_of_kind=np.bincount(rows.kind, minlength=n_kinds).astype(np.float64),
        terms=tuple(t for t, keep in zip(terms, kept, strict=True) if keep),
        x_scale=scale[kept],
        aliased=tuple(t for t, keep in zip(terms, kept, strict=True) if not keep),
        kinds=rows.kinds,
        n_employees=rows.n_employees,
        n_raters=rows.n_raters,
        rater_kind=rows.rater_kind,
        size=np.ones(rows.n_employees),
    )


def _design(
    rows: Rows, cell: Ints, n: Floats, kind: Ints, within: Floats
) -> tuple[Floats, Floats, Floats, list[str], Floats]:
    """Cell means of the design, its products within cells by kind, and the names of its columns."""
    n_cells, n_kinds, n_periods = n.size, len(rows.kinds), len(rows.periods)
    extras, terms, scale = _extra_columns(rows)
    p = n_periods + len(extras) + n_kinds - 1
    x = np.zeros((n_cells, p))
    sxx, sxy = np.zeros((n_kinds, p, p)), np.zeros((n_kinds, p))
    dated = rows.period >= 0
    at = cell[dated] * n_periods + rows.period[dated]
    count = np.bincount(at, minlength=n_cells * n_periods).reshape(n_cells, n_periods)
    x[:, :n_periods] = count / n[:, None]
    for k in range(n_kinds):
        of_kind, of_cell = rows.kind == k, kind == k
        here = of_kind & dated
        by_period = np.bincount(rows.period[here], minlength=n_periods)
        share = x[of_cell, :n_periods]
        sxx[k, :n_periods, :n_periods] = np.diag(by_period) - (share * n[of_cell, None]).T @ share
        sxy[k, :n_periods] = np.bincount(
            rows.period[here], weights=within[here], minlength=n_periods
        )
    for at_extra, column in enumerate(extras, start=n_periods):
        x[:, at_extra] = np.bincount(cell, weights=column, minlength=n_cells) / n
    centred = [c - x[cell, i] for i, c in enumerate(extras, start=n_periods)]
    for i, column in enumerate(centred, start=n_periods):
        for k in range(n_kinds):
            here = (rows.kind == k) & dated
            sxx[k, i, :n_periods] = np.bincount(
                rows.period[here], weights=column[here], minlength=n_periods
            )
            sxx[k, :n_periods, i] = sxx[k, i, :n_periods]
            of_kind = rows.kind == k
            sxy[k, i] = column[of_kind] @ within[of_kind]
            for j, other in enumerate(centred, start=n_periods):
                sxx[k, i, j] = column[of_kind] @ other[of_kind]
    for k in range(1, n_kinds):
        x[:, n_periods + len(extras) + k - 1] = kind == k
    names = [
        *(f"period:{t}" if t else "intercept" for t in rows.periods),
        *terms,
        *(f"type:{t}" for t in rows.kinds[1:]),
    ]
    return x, sxx, sxy, names, np.concatenate((np.ones(n_periods), scale, np.ones(n_kinds - 1)))


def _extra_columns(rows: Rows) -> tuple[list[Floats], list[str], Floats]:
    """Columns that can vary inside a cell: acting, and covariates centred and scaled."""
    columns: list[Floats] = []
    names: list[str] = []
    scales: list[float] = []
    if rows.acting is not None:
        columns.append(rows.acting.astype(np.float64))
        names.append("acting")
        scales.append(1.0)
    if rows.covariates is not None:
        for at, name in enumerate(rows.covariate_names):
            values = rows.covariates[:, at] - rows.covariates[:, at].mean()
            spread = float(values.std())
            # a constant covariate is left out as aliased, whatever its scale
            columns.append(values / spread if spread > 0 else values)
            names.append(name)
            scales.append(spread if spread > 0 else 1.0)
    return columns, names, np.array(scales)


def independent(xx: Floats) -> NDArray[np.bool_]:
    """Find the columns that earlier ones do not explain: Cholesky that skips small pivots.

    Parameters
    ----------
    xx : (p, p)
        Products of the columns.

    Returns
    -------
    (p,) bool
    """
    p = len(xx)
    kept = np.zeros(p, dtype=bool)
    left = xx.copy()
    for at in range(p):
        if left[at, at] > ALIASED * max(xx[at, at], 1e-300):
            kept[at] = True
            left -= np.outer(left[at], left[at]) / left[at, at]
    return kept


@dataclass(frozen=True, eq=False)
class Part:
    """Some teams, numbered anew."""

    cells: Cells
    home: Ints | None  # (n_employees,)


def every_nth_team(cells: Cells, home: Ints | None, step: int) -> Part:
    """Cells of every nth team, for a quick first estimate.

    Parameters
    ----------
    cells : Cells
        Not pooled.
    home : (n_employees,) codes, or None
        A team is a home unit; without homes it is who has the same first rater.
    step : int

    Returns
    -------
    Part
        Whole teams, so that raters keep their people. Products within cells are scaled by the
        ratings kept, not recomputed.
    """
    if home is None:
        start = np.searchsorted(cells.employee, np.arange(cells.n_employees))
        team = cells.rater[np.minimum(start, cells.rater.size - 1)]
    else:
        team = home
    chosen = team % step == 0
    kept = chosen[cells.employee]
    number = np.cumsum(chosen) - 1
    raters, rater = np.unique(cells.rater[kept], return_inverse=True)
    n_kinds = len(cells.kinds)
    kind, n = cells.kind[kept], cells.n[kept]
    n_of_kind = np.bincount(kind, weights=n, minlength=n_kinds).astype(np.float64)
    n_cells = np.bincount(cells.kind, minlength=n_kinds)
    part = (n_of_kind - np.bincount(kind, minlength=n_kinds)) / np.maximum(
        cells.n_of_kind - n_cells, 1
    )
    some = replace(
        cells,
        employee=number[cells.employee[kept]],
        rater=rater,
        kind=kind,
        n=n,
        mean=cells.mean[kept],
        x=cells.x[kept],
        ssw=cells.ssw * part,
        sxx=cells.sxx * part[:, None, None],
        sxy=cells.sxy * part[:, None],
        n_of_kind=n_of_kind,
        n_employees=int(chosen.sum()),
        n_raters=raters.size,
        rater_kind=cells.rater_kind[raters],
        size=np.ones(int(chosen.sum())),
    )
    if home is None:
        return Part(some, None)
    return Part(some, np.unique(home[chosen], return_inverse=True)[1])
