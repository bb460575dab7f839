"""Habits of raters other than leniency, tested in an order that keeps them apart.

    drift → severity → spread → halo → inconsistency → group

Severity comes with the model (severity.py). One pattern imitates another, so each later test takes
the earlier one out (halo is held against own spread, inconsistency comes after the own trend) and
is shown with the earlier flags beside it. Benjamini-Hochberg inside each family. statistics.md 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.effects import Effects
from analytics.linking import Links
from analytics.patterns.drift import find_drift
from analytics.patterns.dyad import Dyads, describe_dyads
from analytics.patterns.group_effect import GroupPattern, find_group_effect
from analytics.patterns.halo import ItemSpread, find_halo, item_spread
from analytics.patterns.inconsistency import find_inconsistency
from analytics.patterns.net_ratings import NetRatings, net_ratings
from analytics.patterns.range_restriction import EndUse, use_of_end
from analytics.patterns.result import PatternResult, not_testable
from analytics.patterns.slope import find_low_slope
from analytics.patterns.spread import MIN_PEOPLE, find_low_spread
from analytics.ratings import Ratings

__all__ = [
    "PATTERNS",
    "Patterns",
    "describe_pairs",
    "end_use",
    "find_patterns",
    "net_of_effects",
    "patterns_of",
]

PATTERNS = ("drift", "spread", "halo", "inconsistency", "group")


@dataclass(frozen=True, eq=False)
class Patterns:
    """Every pattern, one entry a rater element."""

    drift: PatternResult  # statistic: score points a period
    spread: PatternResult  # statistic: variance between people over the usual one
    halo: PatternResult  # statistic: variance over items over the usual one
    inconsistency: PatternResult  # statistic: variance of repeated ratings over the usual one
    group: PatternResult  # statistic: contrast less its mean, score points; never flagged
    group_effect: GroupPattern  # the contrasts themselves, for pooling
    slope: PatternResult  # statistic: slope on what others see; never flagged
    items: ItemSpread  # share of appraisals with identical items

    def by_name(self) -> dict[str, PatternResult]:
        """Return the five tested patterns in the order of their tests."""
        return {name: getattr(self, name) for name in PATTERNS}


def net_of_effects(ratings: Ratings, effects: Effects) -> NetRatings:
    """Take the fitted fixed effects out of the ratings.

    Parameters
    ----------
    ratings : Ratings
    effects : Effects
        Fitted to the same ratings.

    Returns
    -------
    NetRatings
    """
    return net_ratings(
        ratings,
        period_effect=effects.period_effect,
        fixed={each.term: each.estimate for each in effects.fixed},
        components={each.name: each.variance for each in effects.components},
    )


def find_patterns(ratings: Ratings, effects: Effects, links: Links) -> Patterns:
    """Test all patterns in their order.

    Parameters
    ----------
    ratings : Ratings
    effects : Effects
        Fitted to the same ratings.
    links : Links

    Returns
    -------
    Patterns
    """
    low, high = float(ratings.rating.min()), float(ratings.rating.max())
    return patterns_of(
        net_of_effects(ratings, effects),
        effects.leniency,
        linked=links.grade != "C",
        has_spread=bool(((ratings.rating > low) & (ratings.rating < high)).any()),
    )


def patterns_of(
    net: NetRatings,
    leniency: NDArray[np.float64],
    *,
    linked: NDArray[np.bool_],
    has_spread: bool,
) -> Patterns:
    """Test all patterns of ratings whose fixed effects are out.

    Parameters
    ----------
    net : NetRatings
    leniency : (n_raters,) score points
    linked : (n_raters,) bool
        Link grade A or B.
    has_spread : bool
        Whether ratings have more than two values: of two the variance follows from the mean, and
        who gives nobody the top would be "central".

    Returns
    -------
    Patterns
    """
    group = find_group_effect(net, leniency)
    none = not_testable(net.n_raters, MIN_PEOPLE)
    return Patterns(
        drift=find_drift(net, linked=linked),
        spread=find_low_spread(net) if has_spread else none,
        halo=find_halo(net) if has_spread else none,
        inconsistency=find_inconsistency(net) if has_spread else none,
        group=group.result,
        group_effect=group,
        slope=find_low_slope(net, leniency),
        items=item_spread(net),
    )


def end_use(ratings: Ratings, effects: Effects) -> tuple[EndUse, EndUse]:
    """Describe how raters use the two ends of a scale of levels: top, then bottom.

    Parameters
    ----------
    ratings : Ratings
    effects : Effects

    Returns
    -------
    pair of EndUse
    """
    net = net_of_effects(ratings, effects)
    fixed = ratings.rating - net.net
    eta = fixed + _person(ratings, effects)[ratings.employee] + effects.leniency[ratings.rater]
    top, bottom = (
        use_of_end(ratings.rating, eta, ratings.rater, ratings.n_raters, end=end)
        for end in ("top", "bottom")
    )
    return top, bottom


def describe_pairs(ratings: Ratings, effects: Effects) -> Dyads:
    """Estimate the pair effect of each employee and rater.

    Parameters
    ----------
    ratings : Ratings
    effects : Effects

    Returns
    -------
    Dyads
    """
    net = net_of_effects(ratings, effects)
    return describe_dyads(net, _person(ratings, effects), effects.leniency)


def _person(ratings: Ratings, effects: Effects) -> NDArray[np.float64]:
    if ratings.home_unit is None or effects.unit_effect.size == 0:
        return effects.theta
    return effects.theta + effects.unit_effect[ratings.home_unit]
