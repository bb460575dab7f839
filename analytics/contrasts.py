"""What employees with the same raters say beside their mean: likelihood and its derivatives.

N employees of one home have the same list of (rater, count). Their means m_i per cell differ by
person, pair and error alone:

    m_i − m̄ :  N − 1 independent copies of V_e = vt 11' + diag(1/w),   w_c = 1/(vd + ve/n_c)

independent of m̄. V_e knows only the counts n_c and the kinds, so Σ (m_i − m̄)(m_i − m̄)' is summed
over all such lists of one *shape*: SS, df = Σ (N − 1). With M = V_e⁻¹ and R = M SS M

    −2 log L = Σ df log|V_e| + tr(M SS)
    quadratics tr(V_k R),  traces df tr(M V_k),  information tr(V_k M V_l R)

for V_k = 11' (employee), I (pair), diag(1/n) of a kind (residual). Exact (Searle 1971, Linear
Models, chapter 11, on sums of squares of groups); home unit and rater are not seen in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Contrasts:
    """Shapes with k cells each."""

    n: Floats  # (s, k) ratings
    kind: Ints  # (s, k)
    df: Floats  # (s,)
    squares: Floats  # (s, k, k)


@dataclass(frozen=True, eq=False)
class Derivatives:
    """Parts of the gradient and of the information, by component."""

    quadratic: Floats  # (n_components,)
    trace: Floats  # (n_components,)
    information: Floats  # (n_components, n_components) before halving


@dataclass(frozen=True, eq=False)
class _Inverted:
    """M, and R = M SS M, of shapes with k cells."""

    m: Floats  # (s, k, k)
    r: Floats  # (s, k, k)
    log_det: Floats  # (s,)


def minus_two_log_likelihood(
    contrasts: tuple[Contrasts, ...], vt: float, vd: float, ve: Floats
) -> float:
    """−2 log likelihood of the contrasts without its constant.

    Parameters
    ----------
    contrasts : tuple of Contrasts
    vt, vd : float
        Variances of employee and pair.
    ve : (n_kinds,)
        Residual variances.
    """
    total = 0.0
    for each in contrasts:
        found = _invert(each, vt, vd, ve)
        total += float(each.df @ found.log_det + np.einsum("sij,sij->", found.m, each.squares))
    return total


def derivatives(contrasts: tuple[Contrasts, ...], vt: float, vd: float, ve: Floats) -> Derivatives:
    """Quadratics, traces and information of the contrasts.

    Parameters
    ----------
    contrasts, vt, vd, ve
        As in `minus_two_log_likelihood`.

    Returns
    -------
    Derivatives
        Components in the order of separation.py; home unit and raters are 0.
    """
    n_kinds = ve.size
    pair = 2 + n_kinds
    size = pair + 1 + n_kinds
    quadratic, trace, information = np.zeros(size), np.zeros(size), np.zeros((size, size))
    for each in contrasts:
        found = _invert(each, vt, vd, ve)
        m, r = found.m, found.r
        m_1, r_1 = m.sum(axis=2), r.sum(axis=2)
        quadratic[0] += r_1.sum()
        trace[0] += each.df @ m_1.sum(axis=1)
        information[0, 0] += m_1.sum(axis=1) @ r_1.sum(axis=1)
        diagonals = list(_diagonals(each, n_kinds))
        m_c, r_c = (np.einsum("sii->si", matrix) for matrix in (m, r))
        both = m * r
        for k, d in enumerate(diagonals, start=pair):
            quadratic[k] += (r_c * d).sum()
            trace[k] += each.df @ (m_c * d).sum(axis=1)
            information[0, k] += (m_1 * d * r_1).sum()
            information[k, 0] = information[0, k]
            for at, other in enumerate(diagonals[: k - pair + 1], start=pair):
                information[k, at] += np.einsum("si,sij,sj->", d, both, other)
                information[at, k] = information[k, at]
    return Derivatives(quadratic, trace, information)


def _diagonals(each: Contrasts, n_kinds: int) -> Iterator[Floats]:
    """V_k of pair and residuals, all diagonal."""
    yield np.ones_like(each.n)
    for kind in range(n_kinds):
        yield np.where(each.kind == kind, 1 / each.n, 0.0)


def _invert(each: Contrasts, vt: float, vd: float, ve: Floats) -> _Inverted:
    """M = diag(w) − a ww'."""
    w = 1 / (vd + ve[each.kind] / each.n)
    w_e = w.sum(axis=1)
    a = vt / (1 + vt * w_e)
    m = -(a[:, None] * w)[:, :, None] * w[:, None, :]
    at = np.arange(w.shape[1])
    m[:, at, at] += w
    return _Inverted(m, m @ each.squares @ m, np.log1p(vt * w_e) - np.log(w).sum(axis=1))
