"""Criterion, gradient and average information at given variances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics import contrasts
from analytics.cells import Cells
from analytics.henderson import Equations, Structure
from analytics.reml.traces import Signs, mean_quadratics, traces

Floats = NDArray[np.float64]

SOLVED = 1e-10  # tolerance of conjugate gradients for the effects
SOLVED_ON_THE_WAY = 1e-5  # while variances still change


@dataclass(frozen=True, eq=False)
class Point:
    """Everything at one set of variances."""

    equations: Equations
    b: Floats
    omega: Floats  # (X'V⁻¹X)⁻¹
    criterion: float
    gradient: Floats  # (n_components,)
    information: Floats  # (n_components, n_components)


@dataclass(frozen=True, eq=False)
class _Solved:
    """Fixed effects and what is left over."""

    k_x: Floats  # (n_cells, p) V_c⁻¹x
    rho: Floats  # (n_cells,) V_c⁻¹(m − X̄b)
    b: Floats
    omega: Floats
    log_det: float  # of X'V⁻¹X
    left: float  # y'Py, contrasts of pooled employees apart
    rssw: Floats  # (n_kinds,) squares within cells


def equations_at(
    cells: Cells, of: Structure, v: Floats, *, tolerance: float = 1e-8, rough: bool = False
) -> Equations:
    """Set the equations up for given variances.

    Parameters
    ----------
    cells : Cells
    of : Structure
    v : (n_components,) variances: employee, home unit, raters by kind, pair, residuals by kind
    tolerance : float
        Of conjugate gradients.
    rough : bool
        Conjugate gradients in numbers of half the size.

    Returns
    -------
    Equations
    """
    n_kinds = len(cells.kinds)
    ve = v[3 + n_kinds :]
    return Equations(
        of,
        cells.members / (v[2 + n_kinds] + ve[cells.kind] / cells.n),
        v[0] / cells.size,
        float(v[1]),
        v[2 : 2 + n_kinds][cells.rater_kind],
        tolerance=tolerance,
        rough=rough,
    )


def evaluate(
    cells: Cells,
    of: Structure,
    v: Floats,
    *,
    signs: Signs | None = None,
    derivatives: bool = True,
    tolerance: float = SOLVED,
) -> Point:
    """Criterion, fixed effects, gradient and average information at given variances.

    Parameters
    ----------
    cells, of, v
        See `equations_at`.
    signs : see `estimate_variances`
    derivatives : bool
        False leaves gradient and information out (empty).
    tolerance : float
        Of conjugate gradients without derivatives; with them it is `SOLVED_ON_THE_WAY`.

    Returns
    -------
    Point
    """
    if derivatives:
        equations = equations_at(cells, of, v, tolerance=SOLVED_ON_THE_WAY, rough=True)
    else:
        equations = equations_at(cells, of, v, tolerance=tolerance)
    n_kinds = len(cells.kinds)
    vd, ve = float(v[2 + n_kinds]), v[3 + n_kinds :]
    found = _solve(cells, equations, ve)
    criterion = np.nan  # the large component's log|S| is not known
    if of.large is None:
        criterion = (
            _constants(cells, ve)
            + equations.log_det_v()
            + found.log_det
            + found.left
            + contrasts.minus_two_log_likelihood(cells.contrasts, float(v[0]), vd, ve)
        )
    empty = np.empty(0)
    if not derivatives:
        return Point(equations, found.b, found.omega, float(criterion), empty, empty)
    beside = contrasts.derivatives(cells.contrasts, float(v[0]), vd, ve)
    quadratic = mean_quadratics(cells, of, found.rho[:, None]) + beside.quadratic
    quadratic[3 + n_kinds :] += found.rssw / ve**2
    gradient = (
        quadratic
        - traces(cells, of, equations, ve, signs)
        - beside.trace
        + _fixed_part_of_traces(cells, of, found, ve)
    ) / 2
    information = _cross_products(cells, of, equations, found, ve) + beside.information
    return Point(
        equations,
        found.b,
        found.omega,
        float(criterion),
        gradient,
        (information + information.T) / 4,
    )


def _solve(cells: Cells, equations: Equations, ve: Floats) -> _Solved:
    """Estimate the fixed effects by generalised least squares."""
    p = cells.x.shape[1]
    solved = equations.v_inverse(np.column_stack((cells.x, cells.mean)))
    k_x, k_y = solved[:, :p], solved[:, p]
    xx = cells.x.T @ k_x + np.tensordot(1 / ve, cells.sxx, axes=1)
    xy = cells.x.T @ k_y + (1 / ve) @ cells.sxy
    yy = float(cells.mean @ k_y + (cells.ssw / ve).sum())
    factor = np.linalg.cholesky(xx)
    omega = np.linalg.inv(xx)
    omega = (omega + omega.T) / 2
    b = omega @ xy
    return _Solved(
        k_x=k_x,
        rho=k_y - k_x @ b,
        b=b,
        omega=omega,
        log_det=2 * float(np.log(np.diag(factor)).sum()),
        left=yy - float(b @ xy),
        rssw=cells.ssw - 2 * cells.sxy @ b + (cells.sxx @ b) @ b,
    )


def _constants(cells: Cells, ve: Floats) -> float:
    """Sum what depends on counts, residual variances and scales alone."""
    members = cells.members
    cells_of_kind = np.bincount(cells.kind, weights=members, minlength=ve.size)
    return float(
        (cells.n_ratings - cells.x.shape[1]) * np.log(2 * np.pi)
        + members @ np.log(cells.n)
        + np.log(members).sum()
        + (cells.n_of_kind - cells_of_kind) @ np.log(ve)
        + 2 * np.log(cells.x_scale).sum()
    )


def _fixed_part_of_traces(cells: Cells, of: Structure, found: _Solved, ve: Floats) -> Floats:
    """tr(Ω X'V⁻¹ V_k V⁻¹X) for each component."""
    n_kinds = len(cells.kinds)
    by_employee = of.sum_employee @ found.k_x
    by_unit = of.sum_unit @ by_employee
    by_rater = of.sum_rater @ found.k_x

    def weighed(each: Floats) -> Floats:
        return np.asarray(np.einsum("ij,ij->i", each @ found.omega, each))

    of_cell = weighed(found.k_x) / cells.members
    within = (cells.sxx * found.omega).sum(axis=(1, 2)) / ve**2
    return np.concatenate(
        (
            [(weighed(by_employee) / cells.size).sum(), weighed(by_unit).sum()],
            np.bincount(cells.rater_kind, weights=weighed(by_rater), minlength=n_kinds),
            [of_cell.sum()],
            np.bincount(cells.kind, weights=of_cell / cells.n, minlength=n_kinds) + within,
        )
    )


def _cross_products(
    cells: Cells, of: Structure, equations: Equations, found: _Solved, ve: Floats
) -> Floats:
    """f_k' P f_l of the pooled rows."""
    n_kinds = len(cells.kinds)
    rho = found.rho
    by_employee = of.sum_employee @ rho
    by_unit = of.sum_unit @ by_employee
    of_rater = (of.sum_rater @ rho)[of.rater]
    each = rho / cells.members
    f_bar = np.empty((rho.size, 3 + 2 * n_kinds))
    f_bar[:, 0] = (by_employee / cells.size)[of.employee]
    f_bar[:, 1] = by_unit[of.home][of.employee]
    f_bar[:, 2 + n_kinds] = each
    for k in range(n_kinds):
        here = cells.kind == k if n_kinds > 1 else True
        f_bar[:, 2 + k] = np.where(here, of_rater, 0.0)
        f_bar[:, 3 + n_kinds + k] = np.where(here, each / cells.n, 0.0)
    cross = f_bar.T @ equations.v_inverse(f_bar)
    x_f = found.k_x.T @ f_bar
    for k in range(n_kinds):
        at = 3 + n_kinds + k
        cross[at, at] += found.rssw[k] / ve[k] ** 3
        x_f[:, at] += (cells.sxy[k] - cells.sxx[k] @ found.b) / ve[k] ** 2
    crossed: Floats = cross - x_f.T @ found.omega @ x_f
    return crossed
