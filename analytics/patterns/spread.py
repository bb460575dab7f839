"""Low spread (central tendency): raters who see their people more alike than usual.

    V_j = Σ_c w_c (m_c − m̄_j)² / (cells_j − 1) / a(m̄_j),      w_c = 1/(vt + vd + ve/n_c)
    a(m) = ((m − L)(H − m))^k                         L, H the ends of the scale in use
    V_j / s0² ~ F(cells_j − 1, d0), low tail          moderated_f.py

m̄_j is the mean weighted by w_c; the weights make cells of one rating and of ten comparable, so
V_j is near 1 for the usual rater. Near an end of the scale everybody's people look alike: k is the
slope of log V on log (m − L)(H − m) over the raters, 0 unless it is clear. A homogeneous team looks
the same too: the d0 of the moderated F is what keeps it from being a finding. The statistic is
V_j/s0², below 1 for little spread; n_used counts people. Too few people in one period can be made
up for by pooled periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.patterns.moderated_f import compare_variances
from analytics.patterns.net_ratings import NetRatings
from analytics.patterns.place_on_scale import clear_slope, log_room
from analytics.patterns.result import PatternResult, pattern_result

Floats = NDArray[np.float64]

MIN_PEOPLE: Final = 15  # statistics.md 6
MIN_PEOPLE_POOLED: Final = 8  # with periods pooled: each person's mean is then known better
TRIMMED: Final = (0.15, 0.95)  # central raters are low outliers
MIN_RATINGS_EACH: Final = 3.0  # ratings a person from which periods count as pooled


@dataclass(frozen=True, eq=False)
class OwnSpread:
    """The variance between the people of each rater; NaN under two people."""

    variance: Floats  # (n_raters,) near 1 for the usual rater
    df: Floats  # (n_raters,)


def own_spread(net: NetRatings) -> OwnSpread:
    """Variance of cell means about the rater's mean, in units of what is expected.

    Parameters
    ----------
    net : NetRatings

    Returns
    -------
    OwnSpread
    """
    vt = net.employee_variance - net.home_variance  # a team mostly shares its home unit
    expected = vt + net.pair_variance + net.residual_variance[net.cell_rater] / net.cell_n
    w = 1 / np.where(expected > 0, expected, 1.0)
    total = net.per_rater(w)
    centre = np.divide(
        net.per_rater(w * net.cell_mean), total, out=np.zeros_like(total), where=total > 0
    )
    squares = net.per_rater(w * (net.cell_mean - centre[net.cell_rater]) ** 2)
    df = np.bincount(net.cell_rater, minlength=net.n_raters).astype(np.float64) - 1.0
    variance = np.full(df.shape, np.nan)
    np.divide(squares, df, out=variance, where=df > 0)
    return OwnSpread(variance / _room_at(centre, variance, df, net), df)


def _room_at(centre: Floats, variance: Floats, df: Floats, net: NetRatings) -> Floats:
    """a(m): how much spread the place of each rater on the scale leaves, 1 at its median."""
    room = log_room(net, centre)
    a = np.ones_like(room)
    for family in np.unique(net.family):
        members = net.family == family
        used = members & (df >= MIN_PEOPLE_POOLED - 1) & (variance > 0)
        k = clear_slope(room[used], np.log(variance[used]), df[used], trimmed=TRIMMED)
        if k > 0:
            a[members] = np.exp(min(k, 1.0) * (room[members] - np.median(room[used])))
    return a


def find_low_spread(net: NetRatings) -> PatternResult:
    """Test whether each rater's people differ less than those of other raters.

    Parameters
    ----------
    net : NetRatings

    Returns
    -------
    PatternResult
        `statistic` is the variance as a multiple of the usual one.
    """
    spread = own_spread(net)
    people = (spread.df + 1).astype(np.int64)
    each = net.per_rater(net.cell_n) / np.maximum(people, 1)
    needed = np.where(each >= MIN_RATINGS_EACH, MIN_PEOPLE_POOLED, MIN_PEOPLE)
    test = compare_variances(spread.variance, spread.df, people >= needed, net.family, tail="low")
    return pattern_result(test.ratio, test.p, family=net.family, n_used=people, n_needed=needed)
