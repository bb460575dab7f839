"""Ratings of any size for timings: units with heads; people and heads move now and then."""

from __future__ import annotations

import numpy as np
import pandas as pd

PERIODS = 12
PEOPLE_OF_A_UNIT = 10
TRUTH = {"employee": 4.0, "home_unit": 4.0, "rater": 9.0, "pair": 2.0, "residual": 6.0}


def ratings(n: int, seed: int, *, moves: float = 0.03, new_heads: float = 0.03) -> pd.DataFrame:
    """Table of about n ratings with the variances of `TRUTH`.

    Columns employee, rater, period, unit (whole numbers) and score (points).
    """
    rng = np.random.default_rng(seed)
    n_people = max(n // PERIODS, 20)
    n_units = max(n_people // PEOPLE_OF_A_UNIT, 4)
    n_raters = round(1.2 * n_units)
    weight = rng.gamma(1.2, 1, n_units) + 0.1
    weight /= weight.sum()
    home = rng.choice(n_units, n_people, p=weight)
    head, unit = rng.permutation(n_raters)[:n_units], home.copy()
    raters = np.empty((PERIODS, n_people), dtype=np.int64)
    units = np.empty((PERIODS, n_people), dtype=np.int64)
    for period in range(PERIODS):
        if period:
            moving = rng.random(n_people) < moves
            unit[moving] = rng.choice(n_units, int(moving.sum()), p=weight)
            changed = np.flatnonzero(rng.random(n_units) < new_heads)
            waiting = np.ones(n_raters, dtype=bool)
            waiting[head] = False
            pool = rng.permutation(np.concatenate((head[changed], np.flatnonzero(waiting))))
            head[changed] = pool[: changed.size]
        raters[period], units[period] = head[unit], unit
    employee = np.tile(np.arange(n_people), PERIODS)
    rater = raters.ravel()
    _, pair = np.unique(employee * n_raters + rater, return_inverse=True)

    def effect(name: str, size: int) -> np.ndarray:
        return rng.normal(0, np.sqrt(TRUTH[name]), size)

    score = 80 + effect("employee", n_people)[employee]
    score += effect("home_unit", n_units)[home][employee]
    score += effect("rater", n_raters)[rater]
    score += effect("pair", int(pair.max()) + 1)[pair]
    score += effect("residual", employee.size)
    period = np.repeat(np.arange(PERIODS), n_people)
    return pd.DataFrame(
        {
            "employee": employee,
            "rater": rater,
            "period": 2014 + period,
            "unit": units.ravel(),
            "score": (score + 0.3 * period).round(2),
        }
    )
