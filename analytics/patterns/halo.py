"""Halo: raters whose items say more of one thing than those of other raters.

    W_j = mean over cells of the mean over appraisals of Σ_k (z_k − z̄)² / (K − 1)
          z_k = item − mean of that item,                         df_j = (K − 1) cells
    R_j = W_j / S_j,          S_j the spread between the rater's own people (spread.py)
    p_j = max( P(F ≤ W_j/w0), 2 P(F ≤ R_j/r0) )                   moderated_f.py

A central rater sees everything alike, people and items: W_j alone calls that halo, the ratio to
the own spread does not. A mixed team makes the ratio small without any halo; W_j does not. Halo is
what both say. The norm is the other raters, not zero, and never the correlation between items.
Appraisals with identical items are counted beside it. The statistic is W_j/w0, below 1 for halo;
n_used counts people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.patterns.moderated_f import compare_variances
from analytics.patterns.net_ratings import NetRatings
from analytics.patterns.result import PatternResult, not_testable, pattern_result
from analytics.patterns.spread import own_spread

Floats = NDArray[np.float64]

MIN_PEOPLE: Final = 8  # the ratio needs an own spread that is more than chance
MIN_ITEMS: Final = 2
# The tail of a ratio of two variances is heavier than F: without it central raters make up 5 to 8 %
# of the flags, with it 3 to 5 % (benchmarks/patterns_study.py).
CAUTION: Final = 2.0


@dataclass(frozen=True, eq=False)
class ItemSpread:
    """How much the items of one appraisal differ, by rater."""

    variance: Floats  # (n_raters,) squared item levels; NaN without items
    df: Floats  # (n_raters,)
    n_people: Floats  # (n_raters,) with two or more items
    identical_share: Floats  # (n_raters,) of their appraisals that give every item the same level


def item_spread(net: NetRatings) -> ItemSpread:
    """Variance over the items within appraisals after item means.

    Parameters
    ----------
    net : NetRatings

    Returns
    -------
    ItemSpread
    """
    nothing = np.full(net.n_raters, np.nan)
    if net.items is None or net.items.shape[1] < MIN_ITEMS:
        zeros = np.zeros(net.n_raters)
        return ItemSpread(nothing, zeros, zeros, nothing)
    known = np.isfinite(net.items)
    k = known.sum(axis=1)
    items = np.where(known, net.items, 0.0)
    z = np.where(known, items - items.sum(axis=0) / np.maximum(known.sum(axis=0), 1), 0.0)
    centre = z.sum(axis=1) / np.maximum(k, 1)
    squares = (np.where(known, z - centre[:, None], 0.0) ** 2).sum(axis=1)
    usable = k >= MIN_ITEMS
    highest = np.where(known, items, -np.inf).max(axis=1, initial=-np.inf)
    lowest = np.where(known, items, np.inf).min(axis=1, initial=np.inf)
    identical = usable & (highest == lowest)

    n_c = net.per_cell(usable)
    of_cell = net.per_cell(np.where(usable, squares / np.maximum(k - 1, 1), 0.0))
    df_c = net.per_cell(np.where(usable, k - 1, 0))
    people = net.per_rater(n_c > 0)
    variance, share = nothing.copy(), nothing.copy()
    total = net.per_rater(of_cell / np.maximum(n_c, 1))
    np.divide(total, people, out=variance, where=people > 0)
    np.divide(
        net.per_rater(net.per_cell(identical)), net.per_rater(n_c), out=share, where=people > 0
    )
    return ItemSpread(variance, net.per_rater(df_c / np.maximum(n_c, 1)), people, share)


def find_halo(net: NetRatings) -> PatternResult:
    """Test whether each rater's items differ less than those of other raters.

    Parameters
    ----------
    net : NetRatings

    Returns
    -------
    PatternResult
        `statistic` is the variance over items as a multiple of the usual one.
    """
    items, people = item_spread(net), own_spread(net)
    enough = (items.n_people >= MIN_PEOPLE) & (people.df >= MIN_PEOPLE - 1) & (people.variance > 0)
    if not enough.any():
        return not_testable(net.n_raters, MIN_PEOPLE)
    ratio = np.full(net.n_raters, np.nan)
    np.divide(items.variance, people.variance, out=ratio, where=enough)
    alone = compare_variances(items.variance, items.df, enough, net.family, tail="low")
    beside = compare_variances(ratio, items.df, enough, net.family, tail="low")
    return pattern_result(
        alone.ratio,
        np.maximum(alone.p, np.minimum(CAUTION * beside.p, 1.0)),  # NaN where either is
        family=net.family,
        n_used=items.n_people.astype(np.int64),
        n_needed=MIN_PEOPLE,
    )
