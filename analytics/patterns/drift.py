"""Drift: raters who give the same people more, or less, from period to period.

    b_j   = Σ (t − t̄_c)(y' − ȳ'_c) / Sxx_j,      Sxx_j = Σ (t − t̄_c)²       over the cells c of j
    s_j²  = max( (20 s² + RSS_j)/(20 + df_j), s² ),   df_j = n − cells − 1
    se_j² = s_j²/Sxx_j + g² Σ_c Sxx_c² / Sxx_j²
    t_j   = (b_j − b(m_j)) / (h se_j)             on 20 + df_j degrees of freedom

s² is pooled over the raters of the family; 20 is the weight of that prior, and s_j² is at least s²:
who sees everything alike has little error and would be called drifting for following the scale's
steps. g² is how much the trends of single people differ inside a rater, estimated from all raters:
people grow, and a rater of three who grow is no drifting rater.

Inflation common to all is already out. b(m) is the median trend of the family, because a few who
drift move the mean of a small city, plus what the place m_j on the scale explains: near its end
inflation moves a rater less (place_on_scale.py). h ≥ 1 is how much wider the middle half of the
statistics is than chance makes it, for teams grow together (an empirical null, Efron 2004, Journal
of the American Statistical Association 99:96). The statistic is b_j in score points a period;
n_used counts the ratings in cells with two or more periods.

Not identified without a link: the growth of a team that nobody else rates looks the same.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from analytics.patterns.net_ratings import NetRatings
from analytics.patterns.place_on_scale import clear_slope, log_room
from analytics.patterns.result import PatternResult, not_testable, pattern_result

Floats = NDArray[np.float64]

PRIOR_DF: Final = 20.0  # statistics.md 6
MIN_RATINGS: Final = 10  # in cells with two or more periods
MIN_RATERS: Final = 10  # fewer have no median to speak of
MEDIAN_ABSOLUTE: Final = 0.6745  # of a standard normal
MIN_PEOPLE: Final = 3  # a trend of two people is theirs as much as the rater's


def find_drift(net: NetRatings, *, linked: NDArray[np.bool_]) -> PatternResult:
    """Test every rater's trend inside the people rated.

    Parameters
    ----------
    net : NetRatings
    linked : (n_raters,) bool
        Link grade A or B.

    Returns
    -------
    PatternResult
        `statistic` in score points a period.
    """
    moments = net.cell_moments()
    Sxx_c, Sxy_c, Syy_c = moments.period, moments.trend, moments.net
    moving = Sxx_c > 0
    used_n = net.per_rater(np.where(moving, net.cell_n, 0)).astype(np.int64)
    people = net.per_rater(moving)
    Sxx, Sxy = net.per_rater(Sxx_c), net.per_rater(Sxy_c)
    testable = (used_n >= MIN_RATINGS) & (people >= MIN_PEOPLE)
    if not testable.any():
        return not_testable(net.n_raters, MIN_RATINGS)
    b = np.divide(Sxy, Sxx, out=np.zeros_like(Sxx), where=Sxx > 0)
    rss = np.maximum(net.per_rater(Syy_c) - b * Sxy, 0.0)
    df = np.maximum(net.per_rater(net.cell_n - 1) - (Sxx > 0), 0.0)
    n = np.maximum(net.per_rater(net.cell_n), 1)
    room = log_room(net, net.per_rater(net.cell_n * net.cell_mean) / n)
    p = np.full(net.n_raters, np.nan)
    for family in np.unique(net.family[testable]):
        members = net.family == family
        s2 = rss[members].sum() / max(df[members].sum(), 1.0)
        if not s2 > 0:
            continue  # every person always gets the same: no error to hold a trend against
        of_cell = members[net.cell_rater] & moving
        g2 = _growth_variance(net, of_cell, Sxx_c, Sxy_c, b, Sxx, s2)
        own = np.maximum((PRIOR_DF * s2 + rss) / (PRIOR_DF + df), s2)
        at = np.flatnonzero(members & testable)
        spread = net.per_rater(Sxx_c**2)[at] / Sxx[at] ** 2
        se = np.sqrt(own[at] / Sxx[at] + g2 * spread)
        apart = b[at] - _usual_trend(b[at], room[at], Sxx[at])
        p[at] = 2 * stdtr(PRIOR_DF + df[at], -np.abs(apart) / (_widening(apart / se) * se))
    return pattern_result(
        b,
        p,
        family=net.family,
        n_used=used_n,
        n_needed=MIN_RATINGS,
        is_identified=linked,
    )


def _usual_trend(b: Floats, room: Floats, weight: Floats) -> Floats:
    """b(m): median trend, with the room on the scale where that clearly matters."""
    if b.size < MIN_RATERS:
        return np.zeros_like(b)
    of_room = clear_slope(room, b, weight) * (room - np.median(room))
    return of_room + np.median(b - of_room)


def _widening(t: Floats) -> float:
    """h: the middle half of the statistics beside that of a normal distribution."""
    if t.size < MIN_RATERS:
        return 1.0
    return max(1.0, float(np.median(np.abs(t))) / MEDIAN_ABSOLUTE)


def _growth_variance(
    net: NetRatings,
    of_cell: NDArray[np.bool_],
    Sxx_c: Floats,
    Sxy_c: Floats,
    b: Floats,
    Sxx: Floats,
    s2: float,
) -> float:
    """g² by moments: Σ Sxx_c (b_c − b_j)² has mean s²(C − J) + g² Σ_j (Sxx_j − Σ Sxx_c²/Sxx_j)."""
    rater = net.cell_rater[of_cell]
    x = Sxx_c[of_cell]
    apart = float((x * (Sxy_c[of_cell] / x - b[rater]) ** 2).sum())
    of_rater = np.bincount(rater, weights=x**2, minlength=net.n_raters)
    here = np.unique(rater)
    weight = float((Sxx[here] - of_rater[here] / Sxx[here]).sum())
    return max(0.0, (apart - s2 * (x.size - here.size)) / weight) if weight > 0 else 0.0
