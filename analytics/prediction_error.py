"""Prediction errors: exact from the inverse, by draws beyond it; link share.

    Var(ŝ_j − s_j)  = C_jj + c'Ωc,          c = X'V⁻¹ZG z,  z picks rater j
    Var(â_i − a_i)  = Ainv + κ²du + Q_i C Q_i' + (l − c)'Ω(l − c),   z picks employee and unit
        a_i = l'b + theta_i + q_h(i),  Q_i = Ainv B_i + κ du M_ur[h]
    link share      lambda_j = 1 − PEV_free(j)/vs,  PEV_free with the unit variance 1000 · vs

Draws: u* and e* from the fitted model, m* = Zu* + e*, solve; the error û* − u* of raters, units and
fixed effects has exactly the prediction error's covariance, whatever the data (statistics.md 3;
García-Cortés et al. 1992, Journal of Animal Breeding and Genetics 109:358). Given those errors δ,
an adjusted score has another one of its own, independent of all others:

    â_i − a_i = l'δ_b + κ δ_q − Ainv Σ_c w_c (x_c'δ_b + δ_s)  +  N(0, Ainv)

so that only raters, units and fixed effects have to be kept, and the last variance is exact.
Employees of one pattern (pooling.py) share the first part and Ainv.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.henderson import Equations

Floats = NDArray[np.float64]
Drawn = Floats  # of half the size with a large component (Equations.for_draws)

FREE_UNITS = 1000.0  # unit variance over rater variance that leaves links alone (statistics.md 4)
DRAWS_OF_LARGE = 100  # 7 % error of an sd by plain mean squares (statistics.md 3)
DRAWS_OF_LINKS = 40  # for link shares; measured beside exact ones, .01 off (test_prediction_error)
NUMBERS_AT_ONCE = 4_000_000  # cells × draws at a time
DRAWS_AT_ONCE = 16
ROWS_AT_ONCE = 50_000


@dataclass(frozen=True, eq=False)
class PredictionErrors:
    """Prediction error variances; NaN in a component without exact inverse."""

    rater: Floats  # (n_raters,)
    adjusted: Floats  # (n_employees,) of each row of the equations


@dataclass(frozen=True, eq=False)
class DrawnErrors:
    """Prediction errors of a few draws."""

    rater: Drawn  # (n_raters, k) ŝ* − s*
    unit: Drawn  # (n_units, k) q̂* − q*
    fixed: Drawn  # (p, k) b̂* − b*


class Scores:
    """Adjusted scores as sums of raters, units, fixed effects and something of their own."""

    def __init__(self, equations: Equations, cells: Cells, contrast: Floats) -> None:
        """Prepare.

        Parameters
        ----------
        equations : Equations
            At the estimated variances.
        cells : Cells
        contrast : (p,)
            l, which fixed effects an adjusted score contains.
        """
        of = equations.of
        x_e = of.sum_employee @ (equations.w[:, None] * cells.x)
        self._of_fixed = contrast - equations.a_inv[:, None] * x_e
        # of one employee: the equations have it of the mean over a pattern
        self.own_variance: Floats = equations.a_inv * cells.size
        self._home = of.home
        rough = equations.for_draws()
        self._weights, self._a_inv, self._kappa = rough.cell_weights, rough.a_inv, rough.kappa

    def shared_error(self, drawn: DrawnErrors, rows: slice = slice(None)) -> Drawn:
        """Errors that come with raters, units and fixed effects.

        Parameters
        ----------
        drawn : DrawnErrors
        rows : slice
            Which rows of the equations.

        Returns
        -------
        (n_rows, k)
        """
        found = self._weights[rows] @ drawn.rater
        found *= -self._a_inv[rows, None]
        found += self._kappa[rows, None] * drawn.unit.take(self._home[rows], axis=0)
        found += (self._of_fixed[rows] @ drawn.fixed).astype(found.dtype, copy=False)
        return np.asarray(found)


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
    if not of.blocks:  # one large component: nothing is exact
        return PredictionErrors(np.full(cells.n_raters, np.nan), np.full(cells.n_employees, np.nan))
    inverse = equations.inverse()
    k_x = equations.v_inverse(cells.x)
    by_employee = of.sum_employee @ k_x
    c_rater = equations.vs[:, None] * (of.sum_rater @ k_x)
    c_employee = equations.vt[:, None] * by_employee
    c_employee += equations.vq * (of.sum_unit @ by_employee)[of.home]
    from_contrast = contrast - c_employee
    a, kappa, du = equations.a_inv, equations.kappa, equations.du[of.home]
    # of one employee: weights and Ainv of the row are those of the mean over `size` of them,
    # and their product is the same
    q = (
        a**2 * (of.sum_employee @ (equations.w * inverse.at_cell))
        + 2 * a * kappa * du * (of.sum_employee @ (equations.w * inverse.unit_at_cell))
        + kappa**2 * du**2 * inverse.unit[of.home]
    )
    return PredictionErrors(
        rater=inverse.rater + ((c_rater @ omega) * c_rater).sum(axis=1),
        adjusted=a * cells.size
        + kappa**2 * du
        + q
        + ((from_contrast @ omega) * from_contrast).sum(axis=1),
    )


def draw_errors(
    equations: Equations,
    cells: Cells,
    omega: Floats,
    ve: Floats,
    rng: np.random.Generator,
    *,
    n_draws: int,
) -> Iterator[DrawnErrors]:
    """Draw prediction errors from the fitted model, some draws at a time.

    Parameters
    ----------
    equations, cells, omega
        See `exact_errors`; with a large component draws are made in its precision for draws.
    ve : (n_kinds,)
        Residual variances.
    rng : Generator
    n_draws : int

    Yields
    ------
    DrawnErrors
        Together `n_draws` columns.
    """
    p = cells.x.shape[1]
    k_x = equations.v_inverse(cells.x)
    equations = equations.for_draws()
    of, number = equations.of, equations.w.dtype
    k_x = k_x.astype(number)
    roots = [_root(sxx / v) for sxx, v in zip(cells.sxx, ve, strict=True)]
    at_once = max(1, min(n_draws, NUMBERS_AT_ONCE // max(of.rater.size, 1)))
    if of.large is not None:
        at_once = min(n_draws, DRAWS_AT_ONCE)
    cell_sd = 1 / np.sqrt(equations.w)

    def normal(n_rows: int, n_columns: int) -> Drawn:
        return rng.standard_normal((n_rows, n_columns), dtype=number)

    done = 0
    while done < n_draws:
        k = min(at_once, n_draws - done)
        done += k
        s = equations.root[:, None] * normal(of.n_raters, k)
        q = number.type(np.sqrt(equations.vq)) * normal(of.n_units, k)
        a = np.sqrt(equations.vt)[:, None] * normal(of.home.size, k)
        a += q.take(of.home, axis=0)
        m = normal(of.rater.size, k)
        m *= cell_sd[:, None]
        m += s.take(of.rater, axis=0)
        m += a.take(of.employee, axis=0)
        xy = k_x.T @ m
        for root in roots:
            xy += root @ rng.standard_normal((p, k))
        b = omega @ xy
        m -= (cells.x @ b).astype(number, copy=False)
        u_r, u_u, _ = equations.effects(m)
        yield DrawnErrors(u_r - s, u_u - q, b)


def kept_draws(draws: Iterator[DrawnErrors], n_draws: int) -> DrawnErrors:
    """Keep all draws together, in half the memory.

    Parameters
    ----------
    draws : iterator of DrawnErrors
        Together `n_draws` columns.
    n_draws : int

    Returns
    -------
    DrawnErrors
        (…, n_draws) of float32.
    """
    kept: tuple[Drawn, ...] = ()
    done = 0
    for each in draws:
        parts = (each.rater, each.unit, each.fixed)
        if not kept:
            kept = tuple(np.empty((len(part), n_draws), dtype=np.float32) for part in parts)
        for whole, part in zip(kept, parts, strict=True):
            whole[:, done : done + part.shape[1]] = part
        done += each.rater.shape[1]
    return DrawnErrors(*kept)


def _root(matrix: Floats) -> Floats:
    """Root R with RR' = matrix, also where it is singular."""
    value, vector = np.linalg.eigh(matrix)
    return np.asarray(vector * np.sqrt(np.maximum(value, 0.0)))


def drawn_variances(
    draws: Iterator[DrawnErrors], equations: Equations, cells: Cells, scores: Scores | None
) -> PredictionErrors:
    """Prediction error variances of the large component from draws.

    Of a rater the variance given the errors of all others is known; only what these add is a mean
    square over draws. The same holds of adjusted scores and what they share. That takes most of
    the chance out of plain mean squares (Sidén, Lindgren, Bolin & Villani 2018, Journal of
    Computational and Graphical Statistics 27:898).

    Parameters
    ----------
    draws : iterator of DrawnErrors
    equations, cells : what the draws are of
    scores : Scores, optional
        None: adjusted scores are not wanted (NaN).

    Returns
    -------
    PredictionErrors
        NaN outside the large component.
    """
    rough = equations.for_draws()
    x = cells.x.astype(rough.w.dtype)
    rater, own = np.zeros(cells.n_raters), np.full(cells.n_raters, np.nan)
    adjusted = np.zeros(cells.n_employees)
    n = 0
    for each in draws:
        n += each.rater.shape[1]
        for first in range(0, each.rater.shape[1], DRAWS_AT_ONCE):
            some = slice(first, first + DRAWS_AT_ONCE)
            given, own = rough.rater_given_others(x, each.rater[:, some], each.fixed[:, some])
            rater += np.einsum("ij,ij->i", given, given)
        if scores is None:
            continue
        for first in range(0, adjusted.size, ROWS_AT_ONCE):
            rows = slice(first, first + ROWS_AT_ONCE)
            shared = scores.shared_error(each, rows)
            adjusted[rows] += np.einsum("ij,ij->i", shared, shared)
    if not n:
        raise ValueError("no draws")
    if scores is None:
        return PredictionErrors(rater / n + own, np.full(adjusted.size, np.nan))
    return PredictionErrors(rater / n + own, adjusted / n + scores.own_variance)


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
