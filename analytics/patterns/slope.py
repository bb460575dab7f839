"""Low slope: raters who do not follow the differences between people that others see.

    y − s_j = a_j + beta_j theta_-j(i) + …          theta_-j: others.py
    z_j     = (beta_j − beta) / se_j                beta: pooled slope of the family

Descriptive, read beside spread: low slope with little left over is central tendency, low slope
with much left over is inaccuracy. Only people whom somebody else rated count.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analytics.patterns.net_ratings import NetRatings
from analytics.patterns.others import others_view
from analytics.patterns.result import PatternResult, pattern_result

Floats = NDArray[np.float64]

MIN_PEOPLE: Final = 5  # linking employees a rater's slope should rest on


def find_low_slope(net: NetRatings, leniency: Floats) -> PatternResult:
    """Estimate each rater's slope on what others predict.

    Parameters
    ----------
    net : NetRatings
    leniency : (n_raters,) array, score points

    Returns
    -------
    PatternResult
        `statistic` is beta_j; never flagged; `n_used` counts people whom somebody else rated.
    """
    view = others_view(net, leniency)
    seen = view.reliability > 0
    w = np.where(seen, 1 / np.maximum(view.variance, 1e-12), 0.0)
    y = net.cell_mean - leniency[net.cell_rater]
    total = net.per_rater(w)
    some = total > 0

    def centred(values: Floats) -> Floats:
        mean = np.divide(net.per_rater(w * values), total, out=np.zeros_like(total), where=some)
        return values - mean[net.cell_rater]

    x, y = centred(view.theta), centred(y)
    Sxx, Sxy = net.per_rater(w * x * x), net.per_rater(w * x * y)
    n_used = net.per_rater(seen).astype(np.int64)
    testable = (n_used >= MIN_PEOPLE) & (Sxx > 0)
    beta, p = np.full(net.n_raters, np.nan), np.full(net.n_raters, np.nan)
    for family in np.unique(net.family[testable]):
        at = np.flatnonzero(testable & (net.family == family))
        beta[at] = Sxy[at] / Sxx[at]
        pooled = Sxy[at].sum() / Sxx[at].sum()
        p[at] = 2 * ndtr(-np.abs(beta[at] - pooled) * np.sqrt(Sxx[at]))
    return pattern_result(
        beta, p, family=net.family, n_used=n_used, n_needed=MIN_PEOPLE, may_flag=False
    )
