"""Period effects taken out before a fit of more than a million ratings."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Rows, collapse

Floats = NDArray[np.float64]

MANY_RATINGS = 1_000_000  # beyond, period effects are taken out first (statistics.md 3)


@dataclass(frozen=True, eq=False)
class PeriodEffects:
    """Period effects about their weighted mean, estimated before the fit, unit scale."""

    effect: Floats  # (n_periods,)
    se: Floats  # (n_periods,)
    from_pairs: bool = True  # else they are the means of periods


def period_effects(rows: Rows) -> PeriodEffects | None:
    """Period effects from how ratings of one pair change; None if some period has no such ratings.

    Above a million ratings their error is negligible, and without them the fit has one column
    instead of one per period (statistics.md 3).
    """
    n_periods = len(rows.periods)
    plain = replace(rows, acting=None, covariates=None, kinds=rows.kinds[:1], kind=rows.kind * 0)
    plain = replace(plain, rater_kind=rows.rater_kind * 0)
    cells = collapse(plain)
    if cells.x.shape[1] < n_periods:
        return None
    count = np.bincount(rows.period[rows.period >= 0], minlength=n_periods) / rows.period.size
    df = cells.n_ratings - cells.n.size - n_periods + 1
    return within_effects(cells.sxx[0], cells.sxy[0], count, ssw=float(cells.ssw[0]), df=df)


def within_effects(
    sxx: Floats, sxy: Floats, count: Floats, *, ssw: float, df: int
) -> PeriodEffects | None:
    """Period effects from sums within pairs; None if some period is not seen there.

    Parameters
    ----------
    sxx : (n_periods, n_periods), sxy : (n_periods,)
        Products within pairs of period with period and with rating.
    count : (n_periods,) shares of the ratings
    ssw : float
        Squares of the ratings within pairs.
    df : int
        What is left of them after the period effects.

    Returns
    -------
    PeriodEffects or None
    """
    # the mean is not seen within pairs: one of the columns stands for it
    bordered = sxx + np.outer(count, count) * np.trace(sxx)
    if not np.trace(sxx) > 0 or np.linalg.cond(bordered) > 1e8:
        return None
    inverse = np.linalg.inv(bordered)
    effect = inverse @ sxy
    residual = (ssw - effect @ sxy) / max(df, 1)
    centre = np.eye(count.size) - count
    variance = residual * np.diag(centre @ inverse @ centre.T)
    return PeriodEffects(effect - count @ effect, np.sqrt(np.maximum(variance, 0.0)))


def mean_effects(n: Floats, total: Floats, squares: Floats) -> PeriodEffects:
    """Period effects as means of periods, where pairs do not show how ratings change.

    Parameters
    ----------
    n, total, squares : (n_periods,)
        Count and sums of the ratings of each period.

    Returns
    -------
    PeriodEffects
    """
    mean = total / n
    variance = np.maximum(squares / n - mean**2, 0.0) / n
    return PeriodEffects(mean - total.sum() / n.sum(), np.sqrt(variance), from_pairs=False)


def without_periods(rows: Rows, periods: PeriodEffects) -> Rows:
    """Rows as if all ratings were of one period."""
    dated = rows.period >= 0
    taken = np.where(dated, periods.effect[np.maximum(rows.period, 0)], 0.0)
    return replace(
        rows,
        rating=rows.rating - taken,
        period=np.where(dated, 0, -1),
        periods=("",),
    )
