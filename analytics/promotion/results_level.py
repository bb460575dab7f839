"""How far a person's results lie above those of the pool, shrunk for having few.

    x_if of n_if      results reached: verified targets, projects finished on time
    y_if              mean quality of n_if verified projects, 0–100
    p_f               rate (mean quality) of the pool
    t_f², v_f         variance of people's true rates, and of one result about the person's own rate

    z_if = (x_if / n_if − p_f) / t_f          w_if = n_if t_f² / v_f
    level_i = Σ_f w_if z_if / (1 + Σ_f w_if)      variance_i = 1 / (1 + Σ_f w_if)

Levels are in true spreads of people. For one measure of counts the level is exactly that of a
beta-binomial model with the same two moments; measures are taken as signs of one thing. Who has
no result has level 0 with variance 1: nothing is known, which is neither a good nor a bad result,
and where the limit of ever fewer results leads. No result counts as missed because nobody
reported or verified it.

t_f² comes from everybody handed in, by moments: with Q = Σ n_i (x_i/n_i − p)² over N people,

    t² = (Q − (N − 1) p(1 − p)) / (Σn − Σn²/Σn − (N − 1)),      v = p(1 − p) − t²

Quality comes as a mean with its number alone, which does not tell t² and v apart: one project is
taken to say as much about the person as about the project (v = t², ONE_PROJECT). Projects are the
work of several; quality and punctuality of one project count for each member.

Sources: Bühlmann 1967, ASTIN Bulletin 4:199 (credibility); Kleinman 1973, Journal of the American
Statistical Association 68:46 (moments of the beta-binomial).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import check_counts, require_columns
from analytics.errors import InvalidCounts

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

COUNTED: Final = {
    "verified_targets": ("n_verified_reached", "n_verified"),
    "projects_on_time": ("n_projects_on_time", "n_projects_due"),
}
MEANS: Final = {"project_quality": ("verified_quality", "n_projects_verified")}
FEWEST_PEOPLE: Final = 20  # with a result; of fewer the spread is not estimated (as objective.py)
ONE_PROJECT: Final = 1.0  # v / t² of a project's quality, assumed


@dataclass(frozen=True)
class Measure:
    """What one measure of results tells of people."""

    name: str
    state: str  # used; no_data; few_people: too few for a spread; no_spread: people do not differ
    n_people: int  # of the pool, with a result
    rate: float  # p of the pool, share 0–1 or quality 0–100; NaN without data
    spread: float  # t, in the unit of the rate; NaN unless used
    noise: float  # v / t²: results whose information equals what is known without any


@dataclass(frozen=True, eq=False)
class ResultsLevel:
    """Level of each person of a pool."""

    level: Floats  # (n,) true spreads above the pool; 0 without a result
    sd: Floats  # (n,) 1 without a result
    n: Counts  # (n,) results it rests on
    measures: tuple[Measure, ...]

    @property
    def reliability(self) -> float:
        """Mean share of the spread that is known; NaN without people."""
        return float(1 - np.mean(self.sd**2)) if self.sd.size else float("nan")


def results_level(
    objective: pd.DataFrame | None, pool: Sequence[int] | Counts, *, measures: Sequence[str]
) -> ResultsLevel:
    """Say how the results of the people of a pool stand to one another.

    Parameters
    ----------
    objective : frame, optional
        One row a person with `employee_id` and the columns of the measures (COUNTED, MEANS). Others
        than the pool may be in it: they help to tell how much people differ.
    pool : (n,) ids
    measures : sequence of str
        Which of MEASURES are looked at.

    Returns
    -------
    ResultsLevel
        In the order of the pool.

    Raises
    ------
    MissingColumns, InvalidCounts
        If a column is missing, no count, or more is reached than there is.
    """
    ids = np.asarray(pool, dtype=np.int64)
    total, weight = np.zeros(ids.size), np.zeros(ids.size)
    n_results = np.zeros(ids.size, dtype=np.int64)
    found = []
    columns = {**COUNTED, **MEANS}
    if objective is not None:
        require_columns(
            objective,
            ["employee_id", *(name for each in measures for name in columns[each])],
            frame="objective",
        )
        at = pd.Index(objective["employee_id"]).get_indexer(pd.Index(ids))
    for name in measures:
        if objective is None or not len(objective):
            found.append(_unused(name, "no_data"))
            continue
        rate, n = _rates(objective, name)
        own_rate = np.where(at >= 0, rate[at], np.nan)
        own_n = np.where(at >= 0, n[at], 0.0)
        measure = _measure(name, rate, n, own_rate, own_n)
        found.append(measure)
        if measure.state == "used":
            has = own_n > 0
            information = own_n[has] / measure.noise
            weight[has] += information
            total[has] += information * (own_rate[has] - measure.rate) / measure.spread
            n_results += own_n.astype(np.int64)
    variance = 1 / (1 + weight)
    return ResultsLevel(total * variance, np.sqrt(variance), n_results, tuple(found))


def _rates(objective: pd.DataFrame, name: str) -> tuple[Floats, Floats]:
    """Rate or mean of each row, NaN without any, and how many results it is of."""
    value, number = {**COUNTED, **MEANS}[name]
    n = check_counts(objective[number], number)
    if name in COUNTED:
        x = check_counts(objective[value], value)
        above = np.flatnonzero(x > n)
        if above.size:
            raise InvalidCounts(value, above.tolist(), problem="more is reached than there is")
        return np.divide(x, n, out=np.full(n.size, np.nan), where=n > 0), n
    mean = objective[value].to_numpy(dtype=np.float64, na_value=np.nan)
    n = np.where(np.isfinite(mean), n, 0.0)
    return np.where(n > 0, mean, np.nan), n


def _measure(name: str, rate: Floats, n: Floats, own_rate: Floats, own_n: Floats) -> Measure:
    has, own_has = n > 0, own_n > 0
    n_people = int(own_has.sum())
    if not n_people:
        return _unused(name, "no_data")
    # Of the pool, so that a person without results stands at the pool's average.
    p = float(np.average(own_rate[own_has], weights=own_n[own_has]))
    if int(has.sum()) < FEWEST_PEOPLE:
        return _unused(name, "few_people", n_people, p)
    spread, noise = _moments(rate[has], n[has], is_count=name in COUNTED)
    if not spread > 0:
        return _unused(name, "no_spread", n_people, p)
    return Measure(name, "used", n_people, p, spread, noise)


def _moments(rate: Floats, n: Floats, *, is_count: bool) -> tuple[float, float]:
    """Spread t of true rates and v / t², by moments; 0 where people do not differ."""
    nothing = (0.0, float("inf"))
    if not is_count:
        between = float(np.var(rate, ddof=1)) / (1 + ONE_PROJECT * float(np.mean(1 / n)))
        return (float(np.sqrt(between)), ONE_PROJECT) if between > 0 else nothing
    p = float(np.average(rate, weights=n))
    one = p * (1 - p)
    left = float(n.sum() - (n**2).sum() / n.sum() - (n.size - 1))
    if not left > 0 or not one > 0:  # one result each does not tell people from chance
        return nothing
    between = (float(n @ (rate - p) ** 2) - (n.size - 1) * one) / left
    between = min(between, 0.999 * one)
    return (float(np.sqrt(between)), (one - between) / between) if between > 0 else nothing


def _unused(name: str, state: str, n_people: int = 0, rate: float = float("nan")) -> Measure:
    return Measure(name, state, n_people, rate, float("nan"), float("inf"))
