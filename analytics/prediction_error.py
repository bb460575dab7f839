"""Prediction errors: exact from the inverse, by draws beyond it; link share.

    Var(ŝ_j − s_j)  = C_jj + c'Ωc,          c = X'V⁻¹ZG z,  z picks rater j
    Var(â_i − a_i)  = Ainv + κ²du + Q_i C Q_i' + (l − c)'Ω(l − c),   z picks employee and unit
        a_i = l'b + theta_i + q_h(i),  Q_i = Ainv B_i + κ du M_ur[h]
    link share      lambda_j = 1 − PEV_free(j)/vs,  PEV_free with the unit variance 1000 · vs

Draws: u* and e* from the fitted model, m* = Zu* + e*, solve, û* − u* has exactly the prediction
error's covariance, whatever the data (statistics.md 3; García-Cortés et al. 1992, Journal of
Animal Breeding and Genetics 109:358).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.henderson import Equations

Floats = NDArray[np.float64]

FREE_UNITS = 1000.0  # unit variance over rater variance that leaves links alone (statistics.md 4)
DRAWS_OF_LARGE = 100  # 7 % error of an sd (statistics.md 3)
NUMBERS_AT_ONCE = 1_000_000  # cells × draws at a time: arrays that the allocator keeps


@dataclass(frozen=True, eq=False)
class PredictionErrors:
    """Prediction error variances; NaN in a component without exact inverse."""

    rater: Floats  # (n_raters,)
    adjusted: Floats  # (n_employees,)


@dataclass(frozen=True, eq=False)
class DrawnErrors:
    """Prediction errors of a few draws."""

    rater: Floats  # (n_raters, k) ŝ* − s*
    adjusted: Floats  # (n_employees, k) â* − a*


def exact_errors(
    equations: Equations, cells: Cells, omega: Floats, contrast: Floats
) -> PredictionErrors:
    """Prediction error variances from the inverse.

    Parameters
    ----------
    equations : Equations
        At the estimated variances.
    cells : Cells
    omega : (p, p)
        Covariance of the fixed effects.
    contrast : (p,)
        l, which fixed effects an adjusted score contains.

    Returns
    -------
    PredictionErrors
    """
    of = equations.of
    inverse = equations.inverse()
    k_x = equations.v_inverse(cells.x)
    by_employee = of.sum_employee @ k_x
    c_rater = equations.vs[:, None] * (of.sum_rater @ k_x)
    c_employee = equations.vt * by_employee + equations.vq * (of.sum_unit @ by_employee)[of.home]
    from_contrast = contrast - c_employee
    a, kappa, du = equations.a_inv, equations.kappa, equations.du[of.home]
    q = (
        a**2 * (of.sum_employee @ (equations.w * inverse.at_cell))
        + 2 * a * kappa * du * (of.sum_employee @ (equations.w * inverse.unit_at_cell))
        + kappa**2 * du**2 * inverse.unit[of.home]
    )
    return PredictionErrors(
        rater=inverse.rater + ((c_rater @ omega) * c_rater).sum(axis=1),
        adjusted=a + kappa**2 * du + q + ((from_contrast @ omega) * from_contrast).sum(axis=1),
    )


def draw_errors(
    equations: Equations,
    cells: Cells,
    omega: Floats,
    contrast: Floats,
    ve: Floats,
    rng: np.random.Generator,
    *,
    n_draws: int,
) -> Iterator[DrawnErrors]:
    """Draw prediction errors from the fitted model, some draws at a time.

    Parameters
    ----------
    equations, cells, omega, contrast
        See `exact_errors`.
    ve : (n_kinds,)
        Residual variances.
    rng : Generator
    n_draws : int

    Yields
    ------
    DrawnErrors
        Together `n_draws` columns.
    """
    of = equations.of
    p = cells.x.shape[1]
    k_x = equations.v_inverse(cells.x)
    roots = [_root(sxx / v) for sxx, v in zip(cells.sxx, ve, strict=True)]
    at_once = max(1, min(n_draws, NUMBERS_AT_ONCE // max(of.rater.size, 1)))
    cell_sd = 1 / np.sqrt(equations.w)
    done = 0
    while done < n_draws:
        k = min(at_once, n_draws - done)
        done += k
        s = equations.root[:, None] * rng.standard_normal((of.n_raters, k))
        q = np.sqrt(equations.vq) * rng.standard_normal((of.n_units, k))
        theta = np.sqrt(equations.vt) * rng.standard_normal((of.home.size, k))
        a = theta + q[of.home]
        m = s[of.rater] + a[of.employee]
        m += cell_sd[:, None] * rng.standard_normal((of.rater.size, k))
        xy = k_x.T @ m
        for root in roots:
            xy += root @ rng.standard_normal((p, k))
        b = omega @ xy
        u_r, u_u, theta_hat, _ = equations.effects(m - cells.x @ b)
        yield DrawnErrors(u_r - s, contrast @ b + theta_hat + u_u[of.home] - a)


def _root(matrix: Floats) -> Floats:
    """Root R with RR' = matrix, also where it is singular."""
    value, vector = np.linalg.eigh(matrix)
    return np.asarray(vector * np.sqrt(np.maximum(value, 0.0)))


def drawn_variances(draws: Iterator[DrawnErrors]) -> PredictionErrors:
    """Mean squares of drawn errors, (û* − u*)² over the draws.

    Parameters
    ----------
    draws : iterator of DrawnErrors

    Returns
    -------
    PredictionErrors
    """
    rater: Floats | None = None
    adjusted: Floats | None = None
    n = 0
    for each in draws:
        n += each.rater.shape[1]
        r, a = (each.rater**2).sum(axis=1), (each.adjusted**2).sum(axis=1)
        rater = r if rater is None else rater + r
        adjusted = a if adjusted is None else adjusted + a
    if rater is None or adjusted is None:
        raise ValueError("no draws")
    return PredictionErrors(rater / n, adjusted / n)


def link_share(pev_free: Floats, vs: Floats) -> Floats:
    """Lambda, how much of a rater's figure the links decide.

    Parameters
    ----------
    pev_free : (n_raters,)
        Prediction error variance with the unit variance at `FREE_UNITS` times vs.
    vs : (n_raters,)

    Returns
    -------
    (n_raters,) share 0–1, NaN where vs is 0
    """
    share = np.full(vs.shape, np.nan)
    np.divide(pev_free, vs, out=share, where=vs > 0)
    clipped: Floats = np.clip(1 - share, 0.0, 1.0)
    return clipped
