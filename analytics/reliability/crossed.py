"""Several raters of the same people: one value per employee and rater, and its sums of squares.

    y_ij = μ + a_i + r_j + e_ij          i employee, j rater, at most one value a cell

    MSR = ( SSE(r) − SSE(a,r) ) / (n − c)         employees, given raters
    MSC = ( SSE(a) − SSE(a,r) ) / (m − c)         raters, given employees
    MSE = SSE(a,r) / (N − n − m + c)              c connected parts of the employee–rater graph
    E MSR = ve + k va,  k = ( N − Σ_j 1 ) / (n − c) = (N − m)/(n − c)
    E MSC = ve + h vr,  h = (N − n)/(m − c)

SSE(·) are residual sums of squares of the additive fits with those effects. In a complete table
k is the number of raters, h the number of employees and the mean squares are the usual ones; with
gaps this is Henderson's method 3 (Henderson 1953, Biometrics 9:226).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import LinearOperator, cg

from analytics.errors import TooLittleData

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CrossedRatings:
    """One value per employee and rater that meet, in sorted order of both."""

    employee: Ints  # (n_cells,) 0 … n_employees − 1
    rater: Ints  # (n_cells,) 0 … n_raters − 1
    value: Floats  # (n_cells,)
    n_employees: int
    n_raters: int
    n_repeated: int  # cells that had several ratings, brought to one value

    @property
    def is_complete(self) -> bool:
        """Whether every rater rated every employee."""
        return self.value.size == self.n_employees * self.n_raters

    @property
    def per_employee(self) -> Ints:
        """(n_employees,) how many raters each employee has."""
        return np.bincount(self.employee, minlength=self.n_employees)


@dataclass(frozen=True)
class MeanSquares:
    """Two-way analysis of variance; NaN where there are no degrees of freedom."""

    employees: float  # MSR
    raters: float  # MSC
    error: float  # MSE
    df_employees: int
    df_raters: int
    df_error: int
    raters_each: float  # k, raters behind an employee's mean
    employees_each: float  # h, employees behind a rater's mean


def cross_ratings(
    employee: NDArray[np.generic], rater: NDArray[np.generic], rating: Floats, *, repeats: str
) -> CrossedRatings:
    """Bring ratings to one value per employee and rater.

    Parameters
    ----------
    employee, rater : (n,) arrays
        Ids of any sortable kind.
    rating : (n,) array
        Finite values.
    repeats : str
        What stands for several ratings of one person by one rater: their `mean`, their lower
        `median`, or the `mode` (the smallest of the most frequent).

    Returns
    -------
    CrossedRatings

    Raises
    ------
    TooLittleData
        If there is no rating at all.
    """
    if rating.size == 0:
        raise TooLittleData(
            "There is no rating with an employee, a rater and a score",
            remedy="Give at least two raters of the same people.",
        )
    employees, i = np.unique(employee, return_inverse=True)
    raters, j = np.unique(rater, return_inverse=True)
    order = np.lexsort((rating, j, i))
    cell = (i.astype(np.int64) * raters.size + j)[order]
    y = np.asarray(rating, dtype=np.float64)[order]
    cells, start, n = np.unique(cell, return_index=True, return_counts=True)
    value = y[start]
    several = np.flatnonzero(n > 1)
    if repeats == "mean":
        value = np.add.reduceat(y, start) / n
        value[n == 1] = y[start[n == 1]]
    elif repeats == "median":
        value = y[start + (n - 1) // 2]
    else:
        for c in several:  # repeats are the exception
            levels, counts = np.unique(y[start[c] : start[c] + n[c]], return_counts=True)
            value[c] = levels[counts.argmax()]
    return CrossedRatings(
        cells // raters.size, cells % raters.size, value, employees.size, raters.size, several.size
    )


def mean_squares(crossed: CrossedRatings) -> MeanSquares:
    """Analyse the variance of crossed ratings, with or without gaps.

    Parameters
    ----------
    crossed : CrossedRatings

    Returns
    -------
    MeanSquares
    """
    i, j = crossed.employee, crossed.rater
    n, m, size = crossed.n_employees, crossed.n_raters, crossed.value.size
    y = crossed.value - crossed.value.mean()  # keeps digits when scores lie far from 0
    row_mean = np.bincount(i, y, n) / np.bincount(i, minlength=n)
    column_mean = np.bincount(j, y, m) / np.bincount(j, minlength=m)
    ones = np.ones(size)
    graph = sparse.coo_array((ones, (i, n + j)), shape=(n + m, n + m))
    parts = int(connected_components(graph, directed=False)[0])
    given_raters = y - column_mean[j]
    given_employees = y - row_mean[i]
    if crossed.is_complete:
        residual = y - row_mean[i] - column_mean[j]
    else:
        residual = given_employees - _raters_beside(crossed, given_employees)
    sse = float(residual @ residual)
    df_a, df_r, df_e = n - parts, m - parts, size - n - m + parts
    return MeanSquares(
        employees=_ratio(max(float(given_raters @ given_raters) - sse, 0.0), df_a),
        raters=_ratio(max(float(given_employees @ given_employees) - sse, 0.0), df_r),
        error=_ratio(_no_rounding(sse, float(y @ y)), df_e),
        df_employees=df_a,
        df_raters=df_r,
        df_error=df_e,
        raters_each=_ratio(size - m, df_a),
        employees_each=_ratio(size - n, df_r),
    )


def _raters_beside(crossed: CrossedRatings, given_employees: Floats) -> Floats:
    """Return what raters explain of the deviations from employees' means, cell by cell.

    Employees are absorbed: (D_r − N'D_a⁻¹N) r = Z_r'(y − ȳ_i), by conjugate gradients.
    """
    i, j, m = crossed.employee, crossed.rater, crossed.n_raters
    each, of_rater = crossed.per_employee, np.bincount(j, minlength=m)

    def mean_of_employee(r: Floats) -> Floats:
        return np.asarray(np.bincount(i, r[j], each.size) / each)

    def absorbed(r: Floats) -> Floats:
        return np.asarray(of_rater * r - np.bincount(j, mean_of_employee(r)[i], m))

    r, _ = cg(
        LinearOperator((m, m), matvec=absorbed, dtype=np.float64),
        np.bincount(j, given_employees, m),
        rtol=1e-13,
        maxiter=10 * m + 100,
        M=LinearOperator((m, m), matvec=lambda r: r / of_rater, dtype=np.float64),
    )
    return np.asarray(r[j] - mean_of_employee(r)[i])


def _ratio(total: float, df: float) -> float:
    return total / df if df > 0 else float("nan")


def _no_rounding(sse: float, total: float) -> float:
    """Return a sum of squares that is rounding and nothing else as exactly 0."""
    return 0.0 if sse <= 1e-22 * max(total, 1e-300) else sse
