"""Intervals for shares and for differences between shares, in closed form.

    Wilson         (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)
    difference     d = p₂ − p₁,  l and u the Wilson limits of each share
                   lower = d − √( (p₂−l₂)² − 2ρ(p₂−l₂)(u₁−p₁) + (u₁−p₁)² )
                   upper = d + √( (u₂−p₂)² − 2ρ(u₂−p₂)(p₁−l₁) + (p₁−l₁)² )
                   ρ = φ n₁₂ / √(n₁ n₂)

φ is the correlation of the two outcomes among the n₁₂ people counted in both groups. ρ = 0 is
Newcombe's interval for independent shares; n₁₂ = n₁ = n₂ is his interval for paired shares;
between them only part of the people is in both years.

What chance means for a census. Every result of the city is counted, nothing is sampled. The
intervals are about the process that produced the ratings: the same agency, superiors and habits
would, in another year with equal work, have produced somewhat other predicates. A difference
inside the interval is one that such a repetition gives easily.

Sources: Wilson 1927, Journal of the American Statistical Association 22:209; Newcombe 1998,
Statistics in Medicine 17:873 (method 10) and 17:2635 (method 10); Zou & Donner 2008, Statistics
in Medicine 27:1693 (recovery of variances).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri, stdtrit

from analytics.errors import InvalidCounts, InvalidSetting

Floats = NDArray[np.float64]

CONFIDENCE = 0.95  # ui.md 2.4; two-sided


@dataclass(frozen=True, eq=False)
class Interval:
    """An estimate with its two limits; arrays of one shape."""

    estimate: Floats
    lower: Floats
    upper: Floats

    @property
    def excludes_zero(self) -> NDArray[np.bool_]:
        """Whether zero lies outside (False where the limits are unknown)."""
        return (self.lower > 0) | (self.upper < 0)


def normal_quantile(confidence: float) -> float:
    """Two-sided standard normal quantile, 1.96 for .95."""
    if not 0 < confidence < 1:
        raise InvalidSetting("confidence", confidence, needed="between 0 and 1")
    return float(ndtri(0.5 + confidence / 2))


def bootstrap_tail(n_units: int, *, confidence: float = CONFIDENCE) -> float:
    """Tail to read off a bootstrap of few units, whose plain percentiles are too narrow.

    Φ( −√(n/(n − 1)) t_{n−1} ), t the two-sided quantile (expanded percentile interval: Hesterberg
    2015, The American Statistician 69:371); .025 for many units, .013 for 15.

    Parameters
    ----------
    n_units : int
        Units drawn with replacement, at least 2.
    confidence : float
        Two-sided cover.
    """
    if n_units < 2:
        raise InvalidSetting("n_units", n_units, needed="at least 2")
    t = float(stdtrit(n_units - 1, 0.5 + confidence / 2))
    return float(ndtr(-np.sqrt(n_units / (n_units - 1)) * t))


def wilson(x: ArrayLike, n: ArrayLike, *, confidence: float = CONFIDENCE) -> Interval:
    """Share x of n with Wilson's interval.

    Parameters
    ----------
    x, n : arrays of one shape, people
        NaN or n = 0 gives NaN.
    confidence : float
        Two-sided cover.

    Returns
    -------
    Interval
        Shares 0–1. The limits are exactly 0 at x = 0 and 1 at x = n.

    Raises
    ------
    InvalidCounts
        If x is negative or above n.
    """
    x, n = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64))
    _check_parts(x, n)
    z2 = normal_quantile(confidence) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.where(n > 0, x / n, np.nan)
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = np.sqrt(z2) * np.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # at the ends rounding would leave 1e-17 where the formula gives 0 and 1
    lower = np.where(x == 0, np.where(n > 0, 0.0, np.nan), middle - half)
    upper = np.where(x == n, np.where(n > 0, 1.0, np.nan), middle + half)
    return Interval(p, lower, upper)


def paired_correlation(
    both: ArrayLike, only_before: ArrayLike, only_now: ArrayLike, neither: ArrayLike
) -> Floats:
    """Correlation φ of a yes/no outcome of the same people in two periods, shrunk.

    φ = (ad − bc) / √((a+b)(c+d)(a+c)(b+d)). A positive ad − bc is reduced by n/2, not below 0,
    which keeps the cover of the paired interval when the four cells are small (Newcombe 1998,
    Statistics in Medicine 17:2635).

    Parameters
    ----------
    both, only_before, only_now, neither : arrays of one shape, people

    Returns
    -------
    array
        φ in −1…1; 0 where a margin is empty.
    """
    a, b, c, d = (
        np.asarray(cell, dtype=np.float64) for cell in (both, only_before, only_now, neither)
    )
    n = a + b + c + d
    cross = a * d - b * c
    cross = np.where(cross > 0, np.maximum(cross - n / 2, 0.0), cross)
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    phi = np.zeros(cross.shape)
    np.divide(cross, np.sqrt(margins), out=phi, where=margins > 0)
    return phi


def share_difference(
    x_before: ArrayLike,
    n_before: ArrayLike,
    x_now: ArrayLike,
    n_now: ArrayLike,
    *,
    correlation: ArrayLike = 0.0,
    n_both: ArrayLike = 0.0,
    confidence: float = CONFIDENCE,
) -> Interval:
    """Difference of two shares, now minus before; the groups may share some or all people.

    Parameters
    ----------
    x_before, n_before, x_now, n_now : arrays of one shape, people
        Those with the outcome and all, in the two groups.
    correlation : array, −1…1
        φ among the people in both groups, from `paired_correlation`.
    n_both : array, people
        How many people are in both groups; 0 gives the interval for independent shares.
    confidence : float
        Two-sided cover.

    Returns
    -------
    Interval
        Differences −1…1; NaN where a group is empty.

    Raises
    ------
    InvalidCounts
        If a part is above its whole, or `n_both` above either group.
    """
    before = wilson(x_before, n_before, confidence=confidence)
    now = wilson(x_now, n_now, confidence=confidence)
    n_1, n_2 = np.asarray(n_before, dtype=np.float64), np.asarray(n_now, dtype=np.float64)
    n_12 = np.asarray(n_both, dtype=np.float64)
    too_many = np.flatnonzero(np.atleast_1d(n_12 > np.minimum(n_1, n_2)))
    if too_many.size:
        raise InvalidCounts("n_both", too_many.tolist(), problem="more people in both than in one")
    with np.errstate(invalid="ignore", divide="ignore"):
        rho = np.where(n_12 > 0, np.asarray(correlation) * n_12 / np.sqrt(n_1 * n_2), 0.0)
    d = now.estimate - before.estimate
    down_2, up_2 = now.estimate - now.lower, now.upper - now.estimate
    down_1, up_1 = before.estimate - before.lower, before.upper - before.estimate
    # for ρ near ±1 rounding can leave a square slightly below 0
    below = np.sqrt(np.maximum(down_2**2 - 2 * rho * down_2 * up_1 + up_1**2, 0.0))
    above = np.sqrt(np.maximum(up_2**2 - 2 * rho * up_2 * down_1 + down_1**2, 0.0))
    return Interval(d, d - below, d + above)


def difference_p(x_1: ArrayLike, n_1: ArrayLike, x_2: ArrayLike, n_2: ArrayLike) -> Floats:
    """Two-sided p-value that two independent shares are equal, by the pooled score test.

    z = (p₂ − p₁) / √( p(1−p)(1/n₁ + 1/n₂) ),  p pooled.

    Parameters
    ----------
    x_1, n_1, x_2, n_2 : arrays of one shape, people

    Returns
    -------
    array
        p, 1 where both shares are 0 or both 1, NaN where a group is empty.
    """
    x_1, n_1, x_2, n_2 = np.broadcast_arrays(
        *(np.asarray(each, dtype=np.float64) for each in (x_1, n_1, x_2, n_2))
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = (x_1 + x_2) / (n_1 + n_2)
        se = np.sqrt(pooled * (1 - pooled) * (1 / n_1 + 1 / n_2))
        gap = x_2 / n_2 - x_1 / n_1
        z = np.where(se > 0, gap / se, 0.0)
    p = 2 * ndtr(-np.abs(z))
    return np.where((n_1 > 0) & (n_2 > 0), p, np.nan)


def _check_parts(x: Floats, n: Floats) -> None:
    bad = np.flatnonzero(np.atleast_1d((x < 0) | (n < 0) | (x > n)))
    if bad.size:
        raise InvalidCounts("x", bad.tolist(), problem="a part is negative or above its whole")
