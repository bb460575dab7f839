"""Inconsistency: raters whose ratings of one person jump about more than usual.

    V_j = (Σ (y' − ȳ'_c)² − b_j Sxy_j) / df_j,        df_j = n − cells − 1
    V_j / s0² ~ F(df_j, d0), high tail                 moderated_f.py

b_j is the rater's own trend (drift.py): without taking it out every drifting rater would be called
inconsistent. One rating of each person gives nothing. The statistic is V_j/s0², above 1 for
restless ratings; n_used counts ratings of people who have two or more.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from analytics.patterns.moderated_f import compare_variances
from analytics.patterns.net_ratings import NetRatings
from analytics.patterns.result import PatternResult, not_testable, pattern_result

MIN_DF: Final = 8  # the least spread that a test can tell from chance in a usual team
MIN_RATINGS: Final = 15  # about that many degrees of freedom with two ratings a person


def find_inconsistency(net: NetRatings) -> PatternResult:
    """Test whether each rater's repeated ratings vary more than those of other raters.

    Parameters
    ----------
    net : NetRatings

    Returns
    -------
    PatternResult
        `statistic` is the variance as a multiple of the usual one.
    """
    moments = net.cell_moments()
    Sxx, Sxy = net.per_rater(moments.period), net.per_rater(moments.trend)
    trend = np.divide(Sxy**2, Sxx, out=np.zeros_like(Sxx), where=Sxx > 0)
    rss = np.maximum(net.per_rater(moments.net) - trend, 0.0)
    df = net.per_rater(net.cell_n - 1) - (Sxx > 0)
    n_used = net.per_rater(np.where(net.cell_n > 1, net.cell_n, 0)).astype(np.int64)
    testable = (df >= MIN_DF) & (n_used >= MIN_RATINGS)
    if not testable.any():
        return not_testable(net.n_raters, MIN_RATINGS)
    V = np.divide(rss, df, out=np.full_like(df, np.nan), where=df > 0)
    test = compare_variances(V, df, testable, net.family, tail="high")
    return pattern_result(
        test.ratio, test.p, family=net.family, n_used=n_used, n_needed=MIN_RATINGS
    )
