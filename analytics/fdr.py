"""False-discovery control: how many of the reported differences may be chance.

    q_(i) = min over j ≥ i of  m · p_(j) / j          p sorted rising, m tests in the family

Reporting what has q ≤ Q keeps the expected share of false reports at most Q for independent or
positively dependent tests (Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B
57:289).

Where each report has a probability lfdr_i of being false, report by rising lfdr while

    ( lfdr_(1) + … + lfdr_(i) ) / i ≤ Q

then the mean of those probabilities, the expected share of false reports, is at most Q (Newton
et al. 2004, Biostatistics 5:155).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.errors import InvalidSetting


def benjamini_hochberg(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjust the p-values of one family to q.

    Parameters
    ----------
    p : (n_tests,) array, 0–1
        NaN marks what was not tested; it does not count in the family.

    Returns
    -------
    (n_tests,) array
        q, NaN where `p` is NaN.

    Raises
    ------
    InvalidSetting
        If a p-value lies outside 0–1.
    """
    p = np.asarray(p, dtype=np.float64)
    tested = np.flatnonzero(~np.isnan(p))
    if ((p[tested] < 0) | (p[tested] > 1)).any():
        raise InvalidSetting("p", p[tested].tolist(), needed="between 0 and 1")
    q = np.full(p.shape, np.nan)
    rising = tested[np.argsort(p[tested], kind="stable")]
    m = rising.size
    scaled = p[rising] * m / np.arange(1, m + 1)
    q[rising] = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1.0)
    return q


def bayesian_false_discovery(lfdr: NDArray[np.float64], *, q: float = 0.05) -> NDArray[np.bool_]:
    """Report as many as keep the mean probability of a false report at most `q`.

    Parameters
    ----------
    lfdr : (n_tests,) array, 0–1
        Probability that this report would be false; NaN marks what was not tested.
    q : float
        Bound on the expected share of false reports.

    Returns
    -------
    (n_tests,) bool
        Reported; never where `lfdr` is NaN.

    Raises
    ------
    InvalidSetting
        If a probability or `q` lies outside 0–1.
    """
    lfdr = np.asarray(lfdr, dtype=np.float64)
    if not 0 <= q <= 1:
        raise InvalidSetting("q", q, needed="between 0 and 1")
    tested = np.flatnonzero(~np.isnan(lfdr))
    if ((lfdr[tested] < 0) | (lfdr[tested] > 1)).any():
        raise InvalidSetting("lfdr", lfdr[tested].tolist(), needed="between 0 and 1")
    rising = tested[np.argsort(lfdr[tested], kind="stable")]
    running_mean = np.cumsum(lfdr[rising]) / np.arange(1, rising.size + 1)
    reported = np.zeros(lfdr.shape, dtype=bool)
    reported[rising[running_mean <= q]] = True
    return reported
