"""False-discovery control: how many of the reported differences may be chance.

    q_(i) = min over j ≥ i of  m · p_(j) / j          p sorted rising, m tests in the family

Reporting what has q ≤ Q keeps the expected share of false reports at most Q for independent or
positively dependent tests (Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B
57:289).
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
