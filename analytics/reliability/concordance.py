"""Kendall's W: whether several raters bring the same people into the same order.

    W = ( 12 Σ_i (R_i − R̄)² ) / ( m²(n³ − n) − m Σ_j T_j ),   T_j = Σ_ties (t³ − t)

R_i is the sum of the m raters' midranks of person i (Kendall & Smith 1939, Annals of Mathematical
Statistics 10:275; ties: Kendall 1948, Rank Correlation Methods). W = (1 + (m − 1) r̄)/m with r̄ the
mean rank correlation over the pairs of raters.

The 95 % interval is a delete-a-group jackknife over people on asin √W with a t quantile: a
bootstrap would draw the same person twice, whom every rater ties, and so raise W. Ranks need a
complete table: people whom not every rater rated are left out, and said so.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit
from scipy.stats import rankdata

from analytics.intervals import CONFIDENCE
from analytics.reliability.crossed import CrossedRatings
from analytics.reliability.estimates import Coefficient, not_available

Floats = NDArray[np.float64]

MIN_RANKED: Final = 3  # two people have one order and its reverse
MAX_GROUPS: Final = 200  # left-out groups of the jackknife; above it people leave together


def kendall_w(crossed: CrossedRatings, *, confidence: float = CONFIDENCE) -> Coefficient:
    """Estimate the concordance of raters, corrected for ties.

    Parameters
    ----------
    crossed : CrossedRatings
        One value per employee and rater.
    confidence : float
        Two-sided cover.

    Returns
    -------
    Coefficient
        `n_employees` counts the people ranked by every rater.
    """
    m = crossed.n_raters
    complete = crossed.per_employee == m
    n = int(complete.sum())
    size = (n, m)
    if m < 2:
        return not_available("kendall_w", "one_rater", *size)
    if n < MIN_RANKED:
        return not_available("kendall_w", "not_complete", *size)
    kept = complete[crossed.employee]  # cells are sorted by employee, then rater
    values = crossed.value[kept].reshape(n, m)
    w = concordance(values)
    if np.isnan(w):
        return not_available("kendall_w", "no_spread", *size)
    left = crossed.n_employees - n
    note = f"{left} people not rated by every rater are left out" if left else ""
    return Coefficient("kendall_w", w, *_limits(values, w, confidence), *size, note=note)


def concordance(values: Floats) -> float:
    """W of a complete table; NaN if every rater ties everybody.

    Parameters
    ----------
    values : (n_employees, n_raters) array
    """
    n, m = values.shape
    ranks = rankdata(values, axis=0)
    sums = ranks.sum(axis=1)
    # Σ_i 12 (r_ij − r̄)² is n³ − n − T_j, without counting ties
    spread = 12 * float(((ranks - (n + 1) / 2) ** 2).sum())
    top = 12 * float(((sums - m * (n + 1) / 2) ** 2).sum())
    return min(top / (m * spread), 1.0) if spread > 0 else float("nan")


def _limits(values: Floats, w: float, confidence: float) -> tuple[float, float]:
    n = len(values)
    g = min(n, MAX_GROUPS)
    group = np.arange(n) % g
    without = np.array([concordance(values[group != each]) for each in range(g)])
    without = without[~np.isnan(without)]
    g = without.size
    if g < 2 or n <= MIN_RANKED:
        return 0.0, 1.0  # three people: leaving one out leaves an order of two
    angle, angles = np.arcsin(np.sqrt(w)), np.arcsin(np.sqrt(without))
    se = np.sqrt((g - 1) / g * ((angles - angles.mean()) ** 2).sum())
    half = float(stdtrit(g - 1, 0.5 + confidence / 2)) * se
    low, high = np.clip([angle - half, angle + half], 0, np.pi / 2)
    return float(np.sin(low) ** 2), float(np.sin(high) ** 2)
