"""Everything that follows from a model of collapsed ratings, as for ratings in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.collapsed.contract import CollapsedRatings
from analytics.effects import Effects
from analytics.fitted import Fitted, judge_raters, tested_notes
from analytics.linking import link
from analytics.patterns import patterns_of
from analytics.patterns.net_ratings import CellMoments, NetRatings
from analytics.ranking import rank_draws, rank_normal, top_count
from analytics.ratings import TYPES, Ratings

Floats = NDArray[np.float64]

TWO_VALUES = 1e-9  # of the squared range: what rounding leaves of a spread between the ends


@dataclass(frozen=True, eq=False)
class Moments:
    """Ratings of each cell, period and acting effects taken out, score points."""

    mean: Floats  # (n_cells,)
    period_squares: Floats  # (n_cells,) Σ (t − t̄)²
    period_products: Floats  # (n_cells,) Σ (t − t̄)(y − ȳ)
    squares: Floats  # (n_cells,) Σ (y − ȳ)²


def compose_collapsed(
    ratings: CollapsedRatings, effects: Effects, moments: Moments, *, top: float
) -> Fitted:
    """Judge leniency, test patterns and rank.

    Parameters
    ----------
    ratings, effects, moments : of the same fit
    top : float, share 0–1

    Returns
    -------
    Fitted
        Its ratings hold one row a rater: the sum of what they gave.
    """
    links = link(ratings.employee, ratings.rater, ratings.n_employees, ratings.n_raters)
    n_raters = ratings.n_raters
    n_ratings = np.bincount(ratings.rater, weights=ratings.count, minlength=n_raters)
    n_ratings = n_ratings.astype(np.int64)
    n_employees = np.bincount(ratings.rater, minlength=n_raters)
    net = net_of_cells(ratings, effects, moments)
    patterns = patterns_of(
        net, effects.leniency, linked=links.grade != "C", has_spread=_has_spread(ratings)
    )
    raters = _raters_alone(ratings, n_ratings)
    verdicts = judge_raters(raters, effects, links, n_ratings=n_ratings, n_employees=n_employees)
    k = top_count(ratings.n_employees, top)
    ranks = effects.ranks
    if ranks is None and effects.draws is not None:
        ranks = rank_draws(effects.draws, k)
    elif ranks is None:
        ranks = rank_normal(effects.adjusted, effects.adjusted_sd, k)
    return Fitted(
        ratings=raters,
        effects=effects,
        links=links,
        verdicts=verdicts,
        patterns=patterns,
        ranks=ranks,
        n_ratings=n_ratings,
        n_employees=n_employees,
        raw_difference=_raw_difference(ratings) / n_ratings,
        notes=(*effects.notes, *tested_notes(verdicts, patterns, ())),
    )


def net_of_cells(ratings: CollapsedRatings, effects: Effects, moments: Moments) -> NetRatings:
    """Cells as the pattern tests take them.

    Parameters
    ----------
    ratings, effects, moments : of the same fit

    Returns
    -------
    NetRatings
        Without single ratings.
    """
    fixed = {each.term: each.estimate for each in effects.fixed}
    components = {each.name: each.variance for each in effects.components}
    of_type = np.array([fixed.get(f"type:{name}", 0.0) for name in TYPES])
    residual = np.array(
        [components.get(f"residual:{name}", components.get("residual", 0.0)) for name in TYPES]
    )
    family = ratings.rater_type.astype(np.int64)
    home = components.get("home_unit", 0.0)
    none = np.empty(0)
    return NetRatings(
        cell=none.astype(np.int32),
        period=none.astype(np.int32),
        net=none,
        items=None,
        cell_employee=ratings.employee,
        cell_rater=ratings.rater,
        cell_n=ratings.count.astype(np.int64),
        cell_mean=moments.mean - of_type[family][ratings.rater],
        cell_group=None,
        family=family,
        n_employees=ratings.n_employees,
        employee_variance=components.get("employee", 0.0) + home,
        home_variance=home,
        pair_variance=components.get("pair", 0.0),
        residual_variance=residual[family],
        moments=CellMoments(moments.period_squares, moments.period_products, moments.squares),
    )


def _has_spread(ratings: CollapsedRatings) -> bool:
    """Whether some rating lies between the lowest and the highest: Σ (y − L)(H − y) > 0."""
    low, high = ratings.lowest - ratings.centre, ratings.highest - ratings.centre
    n, total, squares = (
        float(each.sum())
        for each in (ratings.totals.n, ratings.totals.total, ratings.totals.squares)
    )
    return (low + high) * total - squares - n * low * high > TWO_VALUES * n * (high - low) ** 2


def _raw_difference(ratings: CollapsedRatings) -> Floats:
    """Sum by rater of rating less mean of its period."""
    totals, n_periods = ratings.totals, len(ratings.periods)
    n = np.bincount(totals.period, weights=totals.n, minlength=n_periods)
    mean = np.bincount(totals.period, weights=totals.total, minlength=n_periods) / n
    apart = ratings.total.copy()
    if n_periods > 1:
        for cells, counts in ratings.period_counts.pieces():
            apart[cells] -= counts @ mean
    else:
        apart -= ratings.count * mean[0]
    return np.bincount(ratings.rater, weights=apart, minlength=ratings.n_raters).astype(np.float64)


def _raters_alone(ratings: CollapsedRatings, n_ratings: NDArray[np.int64]) -> Ratings:
    """Everything about the raters, and in place of single ratings the sum of each."""
    total = np.bincount(ratings.rater, weights=ratings.total, minlength=ratings.n_raters)
    none = np.zeros(ratings.n_raters, dtype=np.int32)
    return Ratings(
        employee=none,
        rater=np.arange(ratings.n_raters, dtype=np.int32),
        rating=total + n_ratings * ratings.centre,
        period=none,
        acting=None,
        home_unit=ratings.home_unit,
        rater_type=ratings.rater_type,
        items=None,
        item_names=(),
        objective=None,
        objective_family=None,
        families=(),
        group=None,
        groups=(),
        covariates=None,
        covariate_names=(),
        employees=np.empty(0, dtype=np.str_),
        raters=ratings.raters,
        units=ratings.units,
        periods=ratings.periods,
        is_predicate=ratings.is_predicate,
        smallest=ratings.smallest,
        smallest_rule=ratings.smallest_rule,
        notes=ratings.notes,
    )


def employee_pieces(
    ratings: CollapsedRatings, fitted: Fitted, texts: Iterable[pd.Series]
) -> Iterator[pd.DataFrame]:
    """Employees with the columns of employees.parquet, some at a time.

    Parameters
    ----------
    ratings : CollapsedRatings
    fitted : Fitted
        Of the same ratings.
    texts : iterable of texts
        Their ids, in the order of codes.

    Yields
    ------
    frame
        One row an employee; together sorted by id.
    """
    n_people = ratings.n_employees
    n = np.bincount(ratings.employee, weights=ratings.count, minlength=n_people)
    total = np.bincount(ratings.employee, weights=ratings.total, minlength=n_people)
    effects, links, ranks = fitted.effects, fitted.links, fitted.ranks
    first = 0
    for ids in texts:
        here = slice(first, first + len(ids))
        first = here.stop
        home = pd.Series(pd.NA, index=range(len(ids)), dtype="string")
        if ratings.home_unit is not None:
            named = pd.Series(ratings.units[ratings.home_unit[here]], dtype="string")
            home = named.replace("", pd.NA)
        yield pd.DataFrame(
            {
                "employee": ids.astype("string").reset_index(drop=True),
                "n_ratings": n[here].astype(np.int64),
                "raw_mean": ratings.centre + total[here] / n[here],
                "adjusted": effects.adjusted[here],
                "adjusted_sd": effects.adjusted_sd[here],
                "home_unit": home,
                "component": links.employee_component[here],
                "link_grade": pd.Series(links.employee_grade[here], dtype="string"),
                "rank_lower": ranks.lower[here],
                "rank_median": ranks.median[here],
                "rank_upper": ranks.upper[here],
                "top_probability": ranks.top_probability[here],
            }
        )
