"""Rater × group: raters who see one group of people differently from how others see them.

    d_c  = m_c − theta_-j(i)      what others see in the person, beyond the group's mean, is out
    c_j  = mean of d over group b − mean of d over group a        weighted by 1/var(d_c)
    g_j ~ N(ḡ, vg),   c_j | g_j ~ N(g_j, se_j²)
    z_j  = (c_j − ḡ) / √(se_j² (1 − 2 a_j) + Σ a_k² se_k²)        a_k: weight of c_k in ḡ

Only g_j − ḡ can be tested in a nested design: whether the groups differ in work or all raters
differ in how they see them moves ḡ alike. theta_-j is taken about the mean of each group (first
from plain contrasts), or people with several raters would hide what all raters share. With
4 to 10 people of a group even a large bias is found in one case of eleven, so nobody is ever
flagged: the contrasts are there to be pooled over agencies and the city. Group a is the largest;
b is everybody else of a known group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analytics.patterns.net_ratings import NetRatings
from analytics.patterns.others import others_view
from analytics.patterns.result import PatternResult, not_testable, pattern_result

Floats = NDArray[np.float64]

MIN_PEOPLE: Final = 2  # of each side: a contrast of single people is theirs alone


@dataclass(frozen=True)
class PooledContrast:
    """How a group is rated beside the reference, over several raters."""

    n_raters: int  # with people of both
    mean: float  # ḡ, score points; NaN without a rater
    se: float  # score points
    sd_between: float  # √vg, how raters differ in it


@dataclass(frozen=True, eq=False)
class GroupPattern:
    """Contrasts by rater for pooling, and their mean."""

    result: PatternResult  # `statistic` is c_j − ḡ in score points; nobody is flagged
    contrast: Floats  # (n_raters,) c_j, NaN where not testable
    se: Floats  # (n_raters,)
    pooled: PooledContrast
    reference: int | None  # code of group a


def find_group_effect(net: NetRatings, leniency: Floats) -> GroupPattern:
    """Contrast each rater's ratings of the groups.

    Parameters
    ----------
    net : NetRatings
    leniency : (n_raters,) array, score points

    Returns
    -------
    GroupPattern
    """
    nothing = np.full(net.n_raters, np.nan)
    group = net.cell_group
    known = np.zeros(0, dtype=bool) if group is None else group >= 0
    if group is None or np.unique(group[known]).size < 2:
        empty = not_testable(net.n_raters, MIN_PEOPLE)
        return GroupPattern(empty, nothing, nothing, pool_contrasts(nothing, nothing), None)
    reference = int(np.bincount(group[known]).argmax())
    sides = (known & (group == reference), known & (group != reference))
    fewest = np.minimum(*(net.per_rater(side) for side in sides)).astype(np.int64)
    testable = fewest >= MIN_PEOPLE
    plain, plain_se = _contrasts(net, net.cell_mean, np.ones(group.size), sides, testable)
    gap = np.nan_to_num(pool_contrasts(plain, plain_se).mean)
    view = others_view(net, leniency, expected=np.where(sides[1], gap, 0.0))
    w = 1 / np.maximum(view.variance, 1e-12)
    contrast, se = _contrasts(net, net.cell_mean - view.theta, w, sides, testable)
    p, statistic = nothing.copy(), nothing.copy()
    for family in np.unique(net.family[testable]):
        at = np.flatnonzero(testable & (net.family == family))
        pooled = pool_contrasts(contrast[at], se[at])
        if at.size < 2:
            continue
        statistic[at] = contrast[at] - pooled.mean
        precision = 1 / (pooled.sd_between**2 + se[at] ** 2)
        # a rater's own part of ḡ makes the difference a little more certain
        share = precision / precision.sum()
        of_others = ((share * se[at]) ** 2).sum()
        variance = se[at] ** 2 * (1 - 2 * share) + of_others
        p[at] = 2 * ndtr(-np.abs(statistic[at]) / np.sqrt(np.maximum(variance, 1e-300)))
    result = pattern_result(
        statistic,
        p,
        family=net.family,
        n_used=fewest,
        n_needed=MIN_PEOPLE,
        may_flag=False,
    )
    superiors = net.family == 0
    pooled = pool_contrasts(contrast[superiors], se[superiors])
    return GroupPattern(result, contrast, se, pooled, reference)


def _contrasts(
    net: NetRatings,
    d: Floats,
    w: Floats,
    sides: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    testable: NDArray[np.bool_],
) -> tuple[Floats, Floats]:
    """Weighted mean of the second side less that of the first by rater, with its error."""
    weight = [net.per_rater(np.where(side, w, 0.0))[testable] for side in sides]
    total = [net.per_rater(np.where(side, w * d, 0.0))[testable] for side in sides]
    contrast, se = np.full(testable.size, np.nan), np.full(testable.size, np.nan)
    contrast[testable] = total[1] / weight[1] - total[0] / weight[0]
    se[testable] = np.sqrt(1 / weight[0] + 1 / weight[1])
    return contrast, se


def pool_contrasts(contrast: Floats, se: Floats) -> PooledContrast:
    """Mean contrast over raters who may differ in it (DerSimonian & Laird 1986).

    Parameters
    ----------
    contrast, se : (n_raters,) arrays, score points
        NaN marks raters without people of both sides. Any selection: an agency, the city.

    Returns
    -------
    PooledContrast
    """
    known = np.isfinite(contrast) & (se > 0)
    c, variance = contrast[known], se[known] ** 2
    n = int(known.sum())
    if n == 0:
        return PooledContrast(0, np.nan, np.nan, np.nan)
    w = 1 / variance
    fixed = (w @ c) / w.sum()
    room = w.sum() - (w @ w) / w.sum()
    vg = max(0.0, float((w @ (c - fixed) ** 2 - (n - 1)) / room)) if n > 1 and room > 0 else 0.0
    w = 1 / (variance + vg)
    return PooledContrast(
        n, float((w @ c) / w.sum()), float(1 / np.sqrt(w.sum())), float(np.sqrt(vg))
    )
