"""Moderated F: a rater's variance beside how variances vary among raters.

    V_j / s0² ~ F(df_j, d0)

V_j is a variance estimate with df_j degrees of freedom, s0² the usual variance, and d0 says how
alike the raters' true variances are: teams differ, so a plain χ² (d0 = ∞) calls every homogeneous
team a suspicious one. s0² and d0 are fitted by likelihood to the raters in the middle and away from
the tail that is tested; of the others only their number counts (they are censored), so that the
raters one looks for, and those with the opposite habit, do not widen the norm they are held
against. With few raters d0 is uncertain; the tail probability is its mean over the likely pairs of
s0² and d0 (flat prior on their logarithms), otherwise too much would be flagged.

Smyth 2004, Statistical Applications in Genetics and Molecular Biology 3:3 (the model, for genes).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import betainc, betaincc, betaln

Floats = NDArray[np.float64]
Tail = Literal["low", "high"]

MIN_RATERS: Final = 10  # fewer variances do not show how variances vary
PRIOR_DFS: Final = np.geomspace(1.5, 1000, 24)  # values of d0 that are weighed
# Quantiles between which raters count with their value; the study of benchmarks/patterns_study.py
# compared windows: wider ones let the opposite habit in, narrower ones leave d0 too open.
WINDOWS: Final = {"low": (0.5, 0.85), "high": (0.25, 0.6)}
TINY: Final = 1e-3  # of the median: rounding of the scale decides, so it counts as below
MOST_FITTED: Final = 2000  # of more raters so many, evenly in rising order of V
STEP: Final = 0.02  # of log s0², for the curvature


@dataclass(frozen=True, eq=False)
class VarianceNorm:
    """How variances vary among raters without the pattern: likely pairs with their weights."""

    scale: Floats  # (m,) s0², the usual variance
    prior_df: Floats  # (m,) d0; large: all alike
    weight: Floats  # (m,) sum 1

    @property
    def usual(self) -> float:
        """Mean of s0²."""
        return float(self.weight @ self.scale)

    def tail_probability(self, variance: Floats, df: Floats, *, tail: Tail) -> Floats:
        """Probability of a variance as far out, over all likely s0² and d0.

        Parameters
        ----------
        variance, df : (n,) arrays
        tail : "low" or "high"

        Returns
        -------
        (n,) array
        """
        in_tail = f_below if tail == "low" else f_above
        p = np.zeros(variance.shape)
        for s2, d0, weight in zip(self.scale, self.prior_df, self.weight, strict=True):
            p += weight * in_tail(variance / s2, df, d0)
        return np.minimum(p, 1.0)


def fit_variance_norm(variance: Floats, df: Floats, *, tail: Tail) -> VarianceNorm | None:
    """Fit s0² and d0 to the half of the raters away from `tail`.

    Parameters
    ----------
    variance, df : (n,) arrays
        Variance estimates and their degrees of freedom, above 0.
    tail : "low" or "high"
        The tail that will be tested.

    Returns
    -------
    VarianceNorm or None
        None under `MIN_RATERS` raters, or where half of them have no variance at all: then there
        is too little spread to tell.
    """
    median = float(np.median(variance)) if variance.size else 0.0
    if variance.size < MIN_RATERS or not median > 0:
        return None
    if variance.size > MOST_FITTED:
        rising = np.lexsort((df, variance))
        chosen = rising[np.linspace(0, rising.size - 1, MOST_FITTED).astype(np.int64)]
        variance, df = variance[chosen], df[chosen]
    V = variance / median  # near 1
    low, high = np.quantile(V, WINDOWS[tail])
    low = max(float(low), TINY)
    below, above = low > V, high < V
    exact = ~(below | above)

    def minus_log_likelihood(log_s2: float, d0: float) -> float:
        s2 = np.exp(log_s2)
        total = _log_density(V[exact] / s2, df[exact], d0).sum() - exact.sum() * log_s2
        for outside, share, edge in ((below, f_below, low), (above, f_above, high)):
            total += np.log(np.maximum(share(edge / s2, df[outside], d0), 1e-300)).sum()
        return -float(total)

    return _likely_norms(minus_log_likelihood, median)


def _likely_norms(
    minus_log_likelihood: Callable[[float, float], float], unit: float
) -> VarianceNorm:
    """Weigh each d0 by its likelihood, with three values of s0² about the best for that d0."""
    centre, width, height = (np.empty(PRIOR_DFS.size) for _ in range(3))
    for i, d0 in enumerate(PRIOR_DFS):
        found = minimize_scalar(
            minus_log_likelihood,
            bounds=(-3.0, 3.0),
            args=(d0,),
            method="bounded",
            options={"xatol": 2e-3},  # of log s0²; the nodes below are wider apart
        )
        centre[i], height[i] = found.x, -found.fun
        around = [minus_log_likelihood(found.x + step, d0) for step in (-STEP, STEP)]
        curvature = (sum(around) - 2 * found.fun) / STEP**2
        width[i] = 1 / np.sqrt(max(curvature, 1.0))
    weight = np.exp(height - height.max()) * width
    likely = weight > 1e-3 * weight.max()
    nodes, shares = np.array([-np.sqrt(3), 0, np.sqrt(3)]), np.array([1 / 6, 2 / 3, 1 / 6])
    scale = np.exp(centre[likely, None] + width[likely, None] * nodes)
    joint = (weight[likely, None] * shares).ravel()
    return VarianceNorm(
        scale.ravel() * unit, np.repeat(PRIOR_DFS[likely], nodes.size), joint / joint.sum()
    )


def f_below(ratio: Floats | float, df: Floats, d0: float) -> Floats:
    """P(F(df, d0) ≤ ratio), with all its digits in the low tail.

    Parameters
    ----------
    ratio, df : arrays
    d0 : float

    Returns
    -------
    array, 0–1
    """
    return np.asarray(betainc(df / 2, d0 / 2, df * ratio / (df * ratio + d0)), dtype=np.float64)


def f_above(ratio: Floats | float, df: Floats, d0: float) -> Floats:
    """P(F(df, d0) > ratio), with all its digits in the high tail.

    Parameters
    ----------
    ratio, df : arrays
    d0 : float

    Returns
    -------
    array, 0–1
    """
    return np.asarray(betaincc(df / 2, d0 / 2, df * ratio / (df * ratio + d0)), dtype=np.float64)


def _log_density(x: Floats, df: Floats, d0: float) -> Floats:
    half, other = df / 2, d0 / 2
    return (
        half * np.log(df / d0)
        + (half - 1) * np.log(x)
        - (half + other) * np.log1p(df * x / d0)
        - betaln(half, other)
    )


@dataclass(frozen=True, eq=False)
class ModeratedTest:
    """Each variance against the norm of its family; NaN where there is none."""

    ratio: Floats  # (n,) V_j / s0²
    p: Floats  # (n,)


def compare_variances(
    variance: Floats,
    df: Floats,
    testable: NDArray[np.bool_],
    family: NDArray[np.int64],
    *,
    tail: Tail,
) -> ModeratedTest:
    """Test each variance for being small or large among those of its family.

    Parameters
    ----------
    variance, df : (n_raters,) arrays
    testable : (n_raters,) bool
        Others are neither tested nor part of the norm.
    family : (n_raters,) codes
    tail : "low" or "high"

    Returns
    -------
    ModeratedTest
    """
    ratio, p = np.full(variance.shape, np.nan), np.full(variance.shape, np.nan)
    for each in np.unique(family[testable]):
        members = np.flatnonzero(testable & (family == each))
        norm = fit_variance_norm(variance[members], df[members], tail=tail)
        if norm is None:
            continue
        ratio[members] = variance[members] / norm.usual
        p[members] = norm.tail_probability(variance[members], df[members], tail=tail)
    return ModeratedTest(ratio, p)
