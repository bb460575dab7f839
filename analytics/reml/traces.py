"""Traces tr(V⁻¹V_k): exact from the inverse, sampled in the large component."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.henderson import Equations, Structure

Floats = NDArray[np.float64]
Signs = NDArray[np.int8]

N_SIGNS = 8  # sign vectors for traces in large components (statistics.md 3: 4 to 8)


def draw_signs(of: Structure, rng: np.random.Generator, n: int = N_SIGNS) -> Signs:
    """Draw fixed random signs for the traces of a large component.

    Parameters
    ----------
    of : Structure
    rng : Generator
    n : int

    Returns
    -------
    (n_raters + n_units + n_employees + n_cells, n) of ±1
    """
    size = of.n_raters + of.n_units + of.home.size + of.rater.size
    signs: Signs = rng.integers(0, 2, (size, n), dtype=np.int8) * np.int8(2) - np.int8(1)
    return signs


def traces(
    cells: Cells, of: Structure, equations: Equations, ve: Floats, signs: Signs | None
) -> Floats:
    """tr(V⁻¹V_k) for each component, contrasts of pooled employees apart.

    Parameters
    ----------
    cells : Cells
    of : Structure
    equations : Equations
    ve : (n_kinds,)
        Residual variances.
    signs : see `draw_signs`, needed with a large component

    Returns
    -------
    (n_components,)
    """
    n_kinds = len(cells.kinds)
    n_cells_of_kind = np.bincount(cells.kind, weights=cells.members, minlength=n_kinds)
    found = np.zeros(3 + 2 * n_kinds)
    found[3 + n_kinds :] = (cells.n_of_kind - n_cells_of_kind) / ve
    if of.blocks:
        found += _exact(cells, of, equations)
    if of.large is not None:
        if signs is None:
            raise ValueError("a component this large needs signs; see draw_signs")
        found += _sampled(cells, of, equations, signs)
    return found


def _exact(cells: Cells, of: Structure, equations: Equations) -> Floats:
    """Sum the diagonals of Z_k'V⁻¹Z_k over the exact blocks, between cells.

    With (B C)_c, (M_ur C)_c and (M_ur C M_ur')_h from the inverse, per employee e of home h:
    B_e C B_e' = Σ w (BC)_c,  B_e C M_h' = Σ w (M_ur C)_c.
    """
    n_kinds = len(cells.kinds)
    inverse = equations.inverse()
    w, w_e, a, kappa = equations.w, equations.w_e, equations.a_inv, equations.kappa
    du = equations.du[of.home]
    yy = inverse.unit[of.home]
    bcb = of.sum_employee @ (w * inverse.at_cell)
    bcm = of.sum_employee @ (w * inverse.unit_at_cell)
    # employee: 1'V⁻¹1 of its cells
    employee = w_e * kappa - kappa**2 * (
        w_e**2 * du + bcb - 2 * w_e * du * bcm + w_e**2 * du**2 * yy
    )
    # cell: (V_c⁻¹)_cc
    q = a**2 * bcb + 2 * a * kappa * du * bcm + kappa**2 * du**2 * yy + kappa**2 * du
    e = of.employee
    cell = (
        w
        - w**2 * a[e]
        - w**2
        * (
            inverse.rater[of.rater]
            - 2 * (a[e] * inverse.at_cell + (kappa * du)[e] * inverse.unit_at_cell)
            + q[e]
        )
    ) / cells.members
    unit = equations.m_uu - equations.m_uu**2 * equations.du
    with np.errstate(divide="ignore", invalid="ignore"):
        rater = np.where(equations.vs > 0, (1 - inverse.rater / equations.vs) / equations.vs, 0.0)
        if equations.vq > 0:
            left = equations.du + equations.du**2 * inverse.unit
            unit = (1 - left / equations.vq) / equations.vq
        else:
            unit = unit - inverse.unit
    return np.concatenate(
        (
            [np.nansum(employee / cells.size), np.nansum(unit)],
            np.bincount(cells.rater_kind, weights=np.nan_to_num(rater), minlength=n_kinds),
            [np.nansum(cell)],
            np.bincount(cells.kind, weights=np.nan_to_num(cell / cells.n), minlength=n_kinds),
        )
    )


def _sampled(cells: Cells, of: Structure, equations: Equations, signs: Signs) -> Floats:
    """Mean of (V⁻¹y*)'V_k(V⁻¹y*) over the sign vectors, in the large component alone."""
    large = of.large
    if large is None:
        raise ValueError("no large component")
    r, u, e, c = np.split(signs, np.cumsum([of.n_raters, of.n_units, of.home.size]))
    a: Floats = np.sqrt(equations.vt)[:, None] * e
    a += (np.sqrt(equations.vq) * u).take(of.home, axis=0)
    y: Floats = a.take(of.employee, axis=0)
    y += (equations.root[:, None] * r).take(of.rater, axis=0)
    y += c / np.sqrt(equations.w)[:, None]
    inside = np.zeros(of.rater.size)
    inside[large.cells] = 1.0
    y *= inside[:, None]
    solved = equations.v_inverse(y)
    solved *= inside[:, None]
    return mean_quadratics(cells, of, solved)


def mean_quadratics(cells: Cells, of: Structure, solved: Floats) -> Floats:
    """Mean over the columns ρ of ρ'V_kρ, between cells.

    Parameters
    ----------
    cells : Cells
    of : Structure
    solved : (n_cells, k)

    Returns
    -------
    (n_components,)
    """
    n_kinds = len(cells.kinds)

    def squares(each: Floats) -> Floats:
        found: Floats = np.einsum("ij,ij->i", each, each) / solved.shape[1]
        return found

    by_employee = of.sum_employee @ solved
    of_cell = squares(solved) / cells.members
    return np.concatenate(
        (
            [(squares(by_employee) / cells.size).sum(), squares(of.sum_unit @ by_employee).sum()],
            np.bincount(
                cells.rater_kind, weights=squares(of.sum_rater @ solved), minlength=n_kinds
            ),
            [of_cell.sum()],
            np.bincount(cells.kind, weights=of_cell / cells.n, minlength=n_kinds),
        )
    )
