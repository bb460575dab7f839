"""Invented ratings for tests of the rater model: units with heads, heads and people who move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class World:
    """A table of ratings and the truth behind it."""

    frame: pd.DataFrame  # employee, rater, period, unit, score
    leniency: Floats  # by rater number
    quality: Floats  # by employee number: person and home unit


def small_table(seed: int, *, n: int = 110, n_employees: int = 24) -> pd.DataFrame:
    """A small unbalanced table with repeats, movers, acting raters and a covariate."""
    rng = np.random.default_rng(seed)
    home = rng.integers(0, 5, n_employees)
    employee = rng.integers(0, n_employees, n)
    rater = (home[employee] + (rng.random(n) < 0.4) * rng.integers(0, 7, n)) % 7
    period = rng.integers(0, 4, n)
    acting = rng.random(n) < 0.2
    pair = rng.normal(0, 2, (n_employees, 7))[employee, rater]
    score = (
        80
        + period
        + 2 * acting
        + rng.normal(0, 3, n_employees)[employee]
        + rng.normal(0, 3, 5)[home[employee]]
        + rng.normal(0, 4, 7)[rater]
        + pair
        + rng.normal(0, 2, n)
    )
    return pd.DataFrame(
        {
            "employee": [f"e{i:03d}" for i in employee],
            "rater": [f"r{j}" for j in rater],
            "period": 2020 + period,
            "unit": [f"u{h}" for h in home[employee]],
            "type": np.where(acting, "acting", "superior"),
            "pay": rng.normal(5e6, 1e6, n),
            "score": score,
        }
    )


def city(
    seed: int,
    *,
    n_people: int = 600,
    n_units: int = 40,
    n_periods: int = 6,
    moves: float = 0.03,
    new_heads: float = 0.06,
) -> World:
    """Unequal teams whose heads and members change rarely; variances 4, 4, 9, 2, 6."""
    rng = np.random.default_rng(seed)
    ties = _ties(rng, n_people, n_units, n_periods, moves, new_heads)
    home, n_raters = ties.home, ties.n_raters
    leniency = rng.normal(0, 3, n_raters)
    quality = rng.normal(0, 2, n_people) + rng.normal(0, 2, n_units)[home]
    pair = rng.normal(0, np.sqrt(2), (n_people, n_raters))
    employee, rater, period = ties.employee, ties.rater, ties.period
    score = 80 + 0.3 * period + quality[employee] + leniency[rater] + pair[employee, rater]
    score += rng.normal(0, np.sqrt(6), employee.size)
    return World(ties.frame(score), leniency, quality)


def city_of_predicates(
    seed: int,
    *,
    n_people: int = 600,
    n_units: int = 60,
    n_periods: int = 4,
    rater_variance: float = 0.4,
    unit_variance: float = 0.25,
    moves: float = 0.05,
    new_heads: float = 0.1,
) -> World:
    """Sangat Baik for 11.5 % by a probit model; truth as differences in share.

    Leniency is what a rater adds to the share over everybody else's distribution; quality is the
    expected share of a person and home unit over all raters.
    """
    rng = np.random.default_rng(seed)
    ties = _ties(rng, n_people, n_units, n_periods, moves, new_heads)
    s = rng.normal(0, np.sqrt(rater_variance), ties.n_raters)
    person, pair = 0.5, 0.1
    own = rng.normal(0, np.sqrt(person), n_people)
    own += rng.normal(0, np.sqrt(unit_variance), n_units)[ties.home]
    d = rng.normal(0, np.sqrt(pair), (n_people, ties.n_raters))[ties.employee, ties.rater]
    level = norm.ppf(0.115) * np.sqrt(1 + person + unit_variance + rater_variance + pair)
    top = rng.random(ties.employee.size) < norm.cdf(level + own[ties.employee] + s[ties.rater] + d)
    leniency = norm.cdf((level + s) / np.sqrt(1 + person + unit_variance + pair)) - 0.115
    quality = norm.cdf((level + own) / np.sqrt(1 + rater_variance + pair))
    return World(ties.frame(np.where(top, "Sangat Baik", "Baik")), leniency, quality)


@dataclass(frozen=True, eq=False)
class Ties:
    """Who rated whom, when."""

    employee: NDArray[np.int64]
    rater: NDArray[np.int64]
    period: NDArray[np.int64]
    unit: NDArray[np.int64]
    home: NDArray[np.int64]
    n_raters: int

    def frame(self, score: object) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "employee": self.employee,
                "rater": self.rater,
                "period": 2020 + self.period,
                "unit": self.unit,
                "score": score,
            }
        )


def _ties(
    rng: np.random.Generator,
    n_people: int,
    n_units: int,
    n_periods: int,
    moves: float,
    new_heads: float,
) -> Ties:
    weight = rng.gamma(1.5, 1, n_units) + 0.1
    weight /= weight.sum()
    home = rng.choice(n_units, n_people, p=weight)
    n_raters = round(1.3 * n_units)
    head, unit = np.arange(n_units), home.copy()
    raters, units = [], []
    for period in range(n_periods):
        if period:
            moving = rng.random(n_people) < moves
            unit[moving] = rng.choice(n_units, int(moving.sum()), p=weight)
            changed = np.flatnonzero(rng.random(n_units) < new_heads)
            waiting = np.setdiff1d(np.arange(n_raters), head)
            pool = rng.permutation(np.concatenate((head[changed], waiting)))
            head[changed] = pool[: changed.size]
        raters.append(head[unit])
        units.append(unit.copy())
    return Ties(
        np.tile(np.arange(n_people), n_periods),
        np.concatenate(raters),
        np.repeat(np.arange(n_periods), n_people),
        np.concatenate(units),
        home,
        n_raters,
    )
