"""Invented ratings for tests of the rater model: units with heads, heads and people who move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    weight = rng.gamma(1.5, 1, n_units) + 0.1
    weight /= weight.sum()
    home = rng.choice(n_units, n_people, p=weight)
    n_raters = round(1.3 * n_units)
    leniency = rng.normal(0, 3, n_raters)
    quality = rng.normal(0, 2, n_people) + rng.normal(0, 2, n_units)[home]
    pair = rng.normal(0, np.sqrt(2), (n_people, n_raters))
    head, unit = np.arange(n_units), home.copy()
    parts = []
    for period in range(n_periods):
        if period:
            moving = rng.random(n_people) < moves
            unit[moving] = rng.choice(n_units, int(moving.sum()), p=weight)
            changed = np.flatnonzero(rng.random(n_units) < new_heads)
            waiting = np.setdiff1d(np.arange(n_raters), head)
            pool = rng.permutation(np.concatenate((head[changed], waiting)))
            head[changed] = pool[: changed.size]
        rater = head[unit]
        score = 80 + 0.3 * period + quality + leniency[rater] + pair[np.arange(n_people), rater]
        parts.append(
            pd.DataFrame(
                {
                    "employee": np.arange(n_people),
                    "rater": rater,
                    "period": 2020 + period,
                    "unit": unit,
                    "score": score + rng.normal(0, np.sqrt(6), n_people),
                }
            )
        )
    return World(pd.concat(parts, ignore_index=True), leniency, quality)
