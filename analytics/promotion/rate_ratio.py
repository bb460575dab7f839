"""Interval for the ratio of two selection rates, by Koopman's score method.

    r = (x₁/n₁) / (x₂/n₂)
    U(r) = (x₁ − n₁ p₁)² / (n₁ p₁ (1 − p₁)) + (x₂ − n₂ p₂)² / (n₂ p₂ (1 − p₂))
    p₂ = p₁ / r and p₁ the most likely rate if the ratio is r:
    (n₁ + n₂) p₁² − (r (n₁ + x₂) + x₁ + n₂) p₁ + r (x₁ + x₂) = 0, the smaller root

The interval holds the ratios with U(r) ≤ z². Why not the usual one on the log scale (Katz 1978):
it has no limits where nobody of a group was selected, which is the case looked for here, and with
few selected it is far from symmetric in its errors. The score interval exists whenever somebody was
selected: with none in the group its lower limit is 0, with none in the reference its upper limit is
infinite. Lists are short, so both happen.

What the interval is about: the pool is a census, nobody was sampled; it says how far the ratio
would move by chance if each person of a group were selected with one rate. A fixed number of places
makes the true chance smaller, so it is rather too wide.

Sources: Koopman 1984, Biometrics 40:513; Nam 1995, Biometrical Journal 37:375; Katz et al. 1978,
Biometrics 34:469; comparison: Price & Bonett 2008, Statistics in Medicine 27:5497.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq

from analytics.errors import InvalidCounts
from analytics.fairness import UNKNOWN, Gap
from analytics.intervals import CONFIDENCE, normal_quantile

FAR = 300.0  # log of the most extreme ratio looked at: its square is still a number


def rate_ratio(x1: int, n1: int, x2: int, n2: int, *, confidence: float = CONFIDENCE) -> Gap:
    """Return the ratio of two rates, group over reference, with its score interval.

    Parameters
    ----------
    x1, n1 : int
        Selected people and people of the group.
    x2, n2 : int
        The same of the reference.
    confidence : float
        Two-sided cover.

    Returns
    -------
    Gap
        All NaN where a side is empty or nobody was selected; the estimate and the upper limit are
        infinite where only the group was.

    Raises
    ------
    InvalidCounts
        If more are selected than there are, or a count is negative.
    """
    for name, x, n in (("x1", x1, n1), ("x2", x2, n2)):
        if not 0 <= x <= n:
            raise InvalidCounts(name, [0], problem="selected people are not a part of the group")
    if n1 == 0 or n2 == 0 or x1 + x2 == 0:
        return UNKNOWN
    most = normal_quantile(confidence) ** 2

    def beyond(log_ratio: float) -> float:
        return _score(float(np.exp(log_ratio)), x1, n1, x2, n2) - most

    if x2 == 0:
        return Gap(np.inf, float(np.exp(_crossing(beyond, FAR, -1))), np.inf)
    if x1 == 0:
        return Gap(0.0, 0.0, float(np.exp(_crossing(beyond, -FAR, 1))))
    estimate = (x1 / n1) / (x2 / n2)
    middle = float(np.log(estimate))
    lower, upper = (float(np.exp(_crossing(beyond, middle, way))) for way in (-1, 1))
    return Gap(estimate, lower, upper)


def _crossing(beyond: Callable[[float], float], start: float, way: int) -> float:
    """Find where the score passes its limit on one side of where it is smallest."""
    inside, step = start, 0.5
    while abs(inside) <= FAR:
        outside = inside + way * step
        if beyond(outside) > 0:
            return float(brentq(beyond, inside, outside, xtol=1e-12))
        inside, step = outside, 2 * step
    return way * np.inf


def _score(r: float, x1: int, n1: int, x2: int, n2: int) -> float:
    """Distance U(r) of the counts from rates with the ratio r."""
    a, b, c = n1 + n2, -(r * (n1 + x2) + x1 + n2), r * (x1 + x2)
    # the smaller root by the product of both, which loses no digits
    p1 = 2 * c / (-b + np.sqrt(max(b * b - 4 * a * c, 0.0)))
    p2 = p1 / r
    return _part(x1, n1, p1) + _part(x2, n2, p2)


def _part(x: int, n: int, p: float) -> float:
    # at the ends the general form is 0/0, which rounding turns into anything
    p = min(max(p, 0.0), 1.0)
    with np.errstate(divide="ignore"):
        if x == n:
            return float(np.divide(n * (1 - p), p))
        if x == 0:
            return float(np.divide(n * p, 1 - p))
        return float(np.divide((x - n * p) ** 2, n * p * (1 - p)))
