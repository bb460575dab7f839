"""The whole analysis of a ratings table: model, links, verdicts, patterns and ranks together.

What the `fit` command writes and an analysis run stores is one table of raters and one of
employees, with the columns of architecture.md 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.effects import Effects, fit_effects
from analytics.linking import Links, link
from analytics.notes import note
from analytics.patterns import Patterns, find_patterns
from analytics.ranking import Ranks, rank_draws, rank_normal, top_count
from analytics.ratings import TYPES, Ratings
from analytics.severity import (
    CAUTIOUS_FALSE_SHARE,
    MAX_FALSE_SHARE,
    MIN_EMPLOYEES,
    SeverityVerdicts,
    judge_severity,
    stretch_of_shares,
)

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

TOP_SHARE = 0.05  # architecture.md 5
N_DRAWS = 200  # statistics.md 7: at least


@dataclass(frozen=True, eq=False)
class Fitted:
    """Everything found, one entry a rater element or an employee."""

    ratings: Ratings
    effects: Effects
    links: Links
    verdicts: SeverityVerdicts
    patterns: Patterns
    ranks: Ranks
    n_ratings: NDArray[np.int64]  # (n_raters,)
    n_employees: NDArray[np.int64]  # (n_raters,)
    raw_difference: Floats  # (n_raters,) mean of rating less the mean of its period
    notes: tuple[str, ...]  # the model's, then what was tested


def fit(ratings: Ratings, *, rng: np.random.Generator, top: float = TOP_SHARE) -> Fitted:
    """Fit the model, judge leniency, test patterns and rank.

    Parameters
    ----------
    ratings : Ratings
    rng : Generator
    top : float, share 0–1
        How much of all employees `top_probability` speaks of.

    Returns
    -------
    Fitted

    Raises
    ------
    TooLittleData
        If nothing can be estimated at all.
    """
    return compose(ratings, fit_effects(ratings, rng=rng, n_draws=N_DRAWS, top=top), top=top)


def compose(ratings: Ratings, effects: Effects, *, top: float = TOP_SHARE) -> Fitted:
    """Put together everything that follows from a fitted model.

    Parameters
    ----------
    ratings, effects : of the same fit
    top : float, share 0–1

    Returns
    -------
    Fitted
    """
    links = link(ratings.employee, ratings.rater, ratings.n_employees, ratings.n_raters)
    n_ratings = np.bincount(ratings.rater, minlength=ratings.n_raters)
    n_employees = _people_of(ratings)
    patterns = find_patterns(ratings, effects, links)
    verdicts = judge_raters(ratings, effects, links, n_ratings=n_ratings, n_employees=n_employees)
    k = top_count(ratings.n_employees, top)
    if effects.ranks is not None:
        ranks = effects.ranks
    elif effects.draws is None:
        ranks = rank_normal(effects.adjusted, effects.adjusted_sd, k)
    else:
        ranks = rank_draws(effects.draws, k)
    apart = apart_from_period(ratings)
    return Fitted(
        ratings=ratings,
        effects=effects,
        links=links,
        verdicts=verdicts,
        patterns=patterns,
        ranks=ranks,
        n_ratings=n_ratings,
        n_employees=n_employees,
        raw_difference=np.bincount(ratings.rater, weights=apart, minlength=n_ratings.size)
        / n_ratings,
        notes=(*effects.notes, *tested_notes(verdicts, patterns, ratings.groups)),
    )


def _people_of(ratings: Ratings) -> NDArray[np.int64]:
    """Employees of each rater; ratings come sorted by employee, then rater."""
    first = np.ones(ratings.n, dtype=bool)
    first[1:] = (np.diff(ratings.employee) != 0) | (np.diff(ratings.rater) != 0)
    return np.bincount(ratings.rater[first], minlength=ratings.n_raters)


def apart_from_period(ratings: Ratings) -> Floats:
    """Each rating less the mean of its period, (n,)."""
    of_period = np.bincount(ratings.period, minlength=len(ratings.periods))
    total = np.bincount(ratings.period, weights=ratings.rating, minlength=of_period.size)
    mean = total / np.maximum(of_period, 1)
    return np.asarray(ratings.rating - mean[ratings.period])


def judge_raters(
    ratings: Ratings,
    effects: Effects,
    links: Links,
    *,
    n_ratings: NDArray[np.int64],
    n_employees: NDArray[np.int64],
) -> SeverityVerdicts:
    """Judge each rater type as a family; where rater and unit share a variance, every split.

    Parameters
    ----------
    ratings, effects, links : of the same raters, in the same order
    n_ratings, n_employees : (n_raters,)

    Returns
    -------
    SeverityVerdicts
        A verdict that only some splits of a shared variance give is `not_identified`.
    """
    measured = _measured_raters(ratings, effects)
    stretch = None
    if ratings.is_predicate:
        given = np.bincount(ratings.rater, weights=ratings.rating, minlength=ratings.n_raters)
        level = float(given.sum() / n_ratings.sum())
        stretch = stretch_of_shares(effects.leniency, given / n_ratings, n_ratings, level=level)

    def under(leniency: Floats) -> SeverityVerdicts:
        verdict = np.empty(ratings.n_raters, dtype="U20")
        lower, upper, lfdr = (np.empty(ratings.n_raters) for _ in range(3))
        n_tested = 0
        for family in np.unique(ratings.rater_type):
            at = np.flatnonzero(ratings.rater_type == family)
            found = judge_severity(
                leniency[at],
                effects.sd[at],
                links.grade[at],
                n_ratings=n_ratings[at],
                n_employees=n_employees[at],
                objective_accepted=measured[at],
                smallest=effects.smallest,
                stretch=None if stretch is None else stretch[at],
                q=MAX_FALSE_SHARE if stretch is None else CAUTIOUS_FALSE_SHARE,
            )
            verdict[at], lower[at], upper[at] = found.verdict, found.lower, found.upper
            lfdr[at] = found.lfdr
            n_tested += found.n_tested
        return SeverityVerdicts(verdict, lower, upper, lfdr, n_tested)

    judged = under(effects.leniency)
    verdict = judged.verdict
    for scenario in effects.scenarios:
        agrees = under(scenario.leniency).verdict == judged.verdict
        # a verdict that the unknown share of the unit decides is none
        verdict = np.where(agrees | (verdict == "not_enough_data"), verdict, "not_identified")
    return replace(judged, verdict=verdict)


def _measured_raters(ratings: Ratings, effects: Effects) -> Mask:
    """Raters of enough people with an accepted objective measure."""
    if not effects.objective_accepted or ratings.objective is None:
        return np.zeros(ratings.n_raters, dtype=bool)
    known = np.isfinite(ratings.objective)
    has = np.bincount(ratings.employee[known], minlength=ratings.n_employees) > 0
    pairs = np.unique(
        ratings.rater[has[ratings.employee]].astype(np.int64) * ratings.n_employees
        + ratings.employee[has[ratings.employee]]
    )
    n_people = np.bincount(pairs // ratings.n_employees, minlength=ratings.n_raters)
    return np.asarray(n_people >= MIN_EMPLOYEES)


def tested_notes(
    verdicts: SeverityVerdicts, patterns: Patterns, groups: tuple[str, ...]
) -> Iterator[str]:
    """Say how many raters were tested for what.

    Parameters
    ----------
    verdicts : SeverityVerdicts
    patterns : Patterns
    groups : tuple of str
        Labels of the groups of employees.

    Yields
    ------
    str
    """
    clearly = int(np.char.startswith(verdicts.verdict.astype(np.str_), "clearly").sum())
    yield note("leniency_tested", n=verdicts.n_tested, n_flagged=clearly)
    for name, result in patterns.by_name().items():
        if name == "group":
            continue
        n, n_flagged = result.n_tested, result.n_flagged
        yield note("pattern_tested", pattern=name, n=n, n_flagged=n_flagged)
    pooled = patterns.group_effect.pooled
    reference = patterns.group_effect.reference
    if reference is not None and pooled.n_raters:
        yield note(
            "groups_pooled",
            group=groups[reference],
            mean=pooled.mean,
            se=pooled.se,
            n=pooled.n_raters,
        )


def tendencies(fitted: Fitted) -> pd.DataFrame:
    """Tell what was found about each rater, patterns apart.

    Parameters
    ----------
    fitted : Fitted

    Returns
    -------
    frame
        One row a rater element, sorted by type, then id; besides the columns of raters.parquet
        `rater_type` and `n_linking`, people who have another rater too.
    """
    ratings, effects, links = fitted.ratings, fitted.effects, fitted.links
    return pd.DataFrame(
        {
            "rater": _text(ratings.raters),
            "rater_type": _text(np.array(TYPES)[ratings.rater_type]),
            "n_ratings": fitted.n_ratings,
            "n_employees": fitted.n_employees,
            "component": links.component,
            "component_size": links.component_size,
            "n_linking": links.n_linking,
            "link_grade": _text(links.grade),
            "link_share": effects.link_share,
            "leniency": effects.leniency,
            "leniency_sd": effects.sd,
            "lower": fitted.verdicts.lower,
            "upper": fitted.verdicts.upper,
            "raw_difference": fitted.raw_difference,
            "lfdr": fitted.verdicts.lfdr,
            "verdict": _text(fitted.verdicts.verdict),
        }
    )


def rater_table(fitted: Fitted, *, superiors: bool) -> pd.DataFrame:
    """Raters with the columns of raters.parquet.

    Parameters
    ----------
    fitted : Fitted
    superiors : bool
        True for superiors, acting ones included; False for the other types, with a column
        `rater_type`.

    Returns
    -------
    frame
        One row a rater element, sorted by type, then id.
    """
    at = np.flatnonzero((fitted.ratings.rater_type == 0) == superiors)
    left_out = ["n_linking", "rater_type"] if superiors else ["n_linking"]
    columns: dict[str, object] = {}
    for name, result in fitted.patterns.by_name().items():
        flag = pd.array(result.is_flagged[at], dtype="boolean")
        flag[~result.is_testable[at] if name != "group" else np.ones(at.size, dtype=bool)] = pd.NA
        columns |= {
            f"{name}_statistic": result.statistic[at],
            f"{name}_p": result.p[at],
            f"{name}_q": result.q[at],
            f"{name}_flag": flag,
        }
    found = tendencies(fitted).iloc[at].drop(columns=left_out).reset_index(drop=True)
    return pd.concat([found, pd.DataFrame(columns)], axis=1)


def employee_table(fitted: Fitted) -> pd.DataFrame:
    """Employees with the columns of employees.parquet.

    Parameters
    ----------
    fitted : Fitted

    Returns
    -------
    frame
        One row an employee, sorted by id.
    """
    ratings, effects, links = fitted.ratings, fitted.effects, fitted.links
    n = np.bincount(ratings.employee, minlength=ratings.n_employees)
    total = np.bincount(ratings.employee, weights=ratings.rating, minlength=n.size)
    if ratings.home_unit is None:
        home = pd.Series(pd.NA, index=range(n.size), dtype="string")
    else:
        home = pd.Series(ratings.units[ratings.home_unit], dtype="string").replace("", pd.NA)
    return pd.DataFrame(
        {
            "employee": _text(ratings.employees),
            "n_ratings": n,
            "raw_mean": total / n,
            "adjusted": effects.adjusted,
            "adjusted_sd": effects.adjusted_sd,
            "home_unit": home,
            "component": links.employee_component,
            "link_grade": _text(links.employee_grade),
            "rank_lower": fitted.ranks.lower,
            "rank_median": fitted.ranks.median,
            "rank_upper": fitted.ranks.upper,
            "top_probability": fitted.ranks.top_probability,
        }
    )


def _text(values: NDArray[np.str_]) -> pd.Series:
    return pd.Series(values, dtype="string")
