"""One-end restriction: raters who use the top (bottom) category more than the rest explains.

    pi_ijt = Φ((eta_ijt − tau)/sigma)        eta = fixed effects + theta_i + q_h(i) + s_j
    x_j    = ratings at the end of the scale; expected e_j = Σ pi
    x_j ~ beta-binomial(n_j, e_j/n_j, rho);  p_j = P(X ≥ x_j)

tau is the pooled threshold at which the expected number over all ratings is the observed one, rho
the overdispersion left by moments. Descriptive: near the ceiling it cannot be told from leniency.
Only for scales of at most ten levels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtr
from scipy.stats import betabinom

Floats = NDArray[np.float64]

MOST_LEVELS: Final = 10
MIN_RATINGS: Final = 10


@dataclass(frozen=True, eq=False)
class EndUse:
    """Use of one end of the scale; NaN under `MIN_RATINGS` or without a scale of levels."""

    end: Literal["top", "bottom"]
    n_ratings: NDArray[np.int64]  # (n_raters,)
    observed: Floats  # (n_raters,) share of the rater's ratings
    expected: Floats  # (n_raters,) share
    p: Floats  # (n_raters,) of so many or more


def use_of_end(
    rating: Floats,
    expected_rating: Floats,
    rater: NDArray[np.integer],
    n_raters: int,
    *,
    end: Literal["top", "bottom"],
) -> EndUse:
    """Compare the use of one end of the scale with what people and leniency explain.

    Parameters
    ----------
    rating, expected_rating : (n,) arrays
        Ratings and their fitted values eta.
    rater : (n,) codes
    n_raters : int
    end : "top" or "bottom"

    Returns
    -------
    EndUse
    """
    nothing = np.full(n_raters, np.nan)
    n = np.bincount(rater, minlength=n_raters)
    levels = np.unique(rating) if rating.size else rating
    if not 2 <= levels.size <= MOST_LEVELS:
        return EndUse(end, n, nothing, nothing, nothing)
    sign = 1.0 if end == "top" else -1.0
    at_end = (rating == (levels[-1] if end == "top" else levels[0])).astype(np.float64)
    eta = sign * expected_rating
    sigma = max(float(np.std(rating - expected_rating)), 1e-9)
    low, high = eta.min() - 40 * sigma, eta.max() + 40 * sigma
    tau = brentq(lambda cut: ndtr((eta - cut) / sigma).mean() - at_end.mean(), low, high)
    pi = ndtr((eta - tau) / sigma)
    x = np.bincount(rater, weights=at_end, minlength=n_raters)
    e = np.bincount(rater, weights=pi, minlength=n_raters)
    used = n >= MIN_RATINGS
    observed, expected, p = nothing.copy(), nothing.copy(), nothing.copy()
    if not used.any():
        return EndUse(end, n, observed, expected, p)
    observed[used], expected[used] = x[used] / n[used], e[used] / n[used]
    mean = np.clip(expected[used], 1e-9, 1 - 1e-9)
    binomial = n[used] * mean * (1 - mean)
    # E (x − e)² = binomial (1 + (n − 1) rho), summed over raters
    room = (binomial * (n[used] - 1)).sum()
    excess = ((x[used] - e[used]) ** 2 - binomial).sum() / room if room > 0 else 0.0
    rho = float(np.clip(excess, 1e-6, 0.9))
    k = 1 / rho - 1
    p[used] = betabinom.sf(x[used] - 1, n[used], mean * k, (1 - mean) * k)
    return EndUse(end, n, observed, expected, p)
