"""A pool of people in the order of their scores, with what the data leave open.

    a_i, a_di         adjusted score of the run, and its draws d
    S² = mean over d of var_i(a_di)                   true spread of ability in the pool
    score_i = a_i + w S level_i                       w weight of objective results
    score_di = a_di + w S (level_i + sd_i ε_di)       sd_i of the level, ε standard normal
    rho = var_i(score_i) / mean over d of var_i(score_di)

Ranks, top-K probabilities and the band come from score_di (ranking.py). The level of a person
without results is 0 with sd 1: no points off and none given, only a wider interval. Who has no
stored draws is drawn alone from a normal of the stored sd; past MOST_DRAWN people nobody is drawn
and the ranks of a large population are taken.

rho is the reliability of the order inside this pool, which is chosen and so often narrower than
the city: it is lower there, and what share of the pool is selected decides how much that costs.
statistics.md, section 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import require_columns
from analytics.errors import InvalidCounts
from analytics.intervals import normal_quantile
from analytics.promotion.drawing import (
    PoolDraws,
    draw_scores,
    numbers,
    spread_alone,
    spread_of,
    spread_of_draws,
)
from analytics.promotion.results_level import ResultsLevel, results_level
from analytics.promotion.settings import MEASURES, Settings
from analytics.ranking import CONFIDENCE, Ranks, in_band, rank_draws, rank_normal

Floats = NDArray[np.float64]
Draws32 = NDArray[np.float32]
Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]

UNLINKED: Final = "C"
COLUMNS: Final = (
    "employee_id", "n_ratings", "raw_mean", "adjusted", "adjusted_sd", "link_grade", "component",
)  # fmt: skip
LISTED: Final = [
    "employee_id", "place", "score", "score_sd", "score_lower", "score_upper", "rank_lower",
    "rank_median", "rank_upper", "top_probability", "group", "is_in", "adjusted", "adjusted_sd",
    "adjusted_place", "raw_mean", "raw_place", "n_ratings", "places_gained", "crossing",
    "objective_points", "objective_sd", "objective_level", "objective_lower", "objective_upper",
    "n_objective", "link_grade", "component", "is_unlinked", "is_joint_draw",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class RankedPool:
    """A pool in list order; scores in the unit of the run's response."""

    people: pd.DataFrame  # a row a ranked person, highest score first; columns in `rank_pool`
    unranked: pd.DataFrame  # employee_id, reason: no_result or no_score
    draws: Draws32  # (n_draws, n) of the scores, in the order of `people`; (0, n) in a vast pool
    inputs: pd.DataFrame  # input, weight, n_people, enters, state: everything that could enter
    settings: Settings
    cut: float  # score of the last one in; NaN where everybody is
    n_tied_at_cut: int  # people of one score of whom only some fit in
    n_raw_tied_at_cut: int  # the same by raw mean
    reliability: float  # rho; NaN below two people
    objective_reliability: float  # mean share known of the spread of results
    spread: float  # S; NaN below two people

    @property
    def k(self) -> int:
        """Places, as asked for."""
        return self.settings.k

    @property
    def n(self) -> int:
        """People ranked."""
        return len(self.people)

    @property
    def n_selected(self) -> int:
        """Places that can be filled."""
        return min(self.settings.k, self.n)

    @property
    def share_selected(self) -> float:
        """Places per person ranked; NaN in an empty pool."""
        return self.n_selected / self.n if self.n else float("nan")

    @property
    def n_surely_in(self) -> int:
        """People whose chance of the top is above the band."""
        return int((self.people["group"] == "surely_in").sum())

    @property
    def n_maybe(self) -> int:
        """People of the band, whom the data do not order."""
        return int((self.people["group"] == "maybe").sum())

    @property
    def n_outside(self) -> int:
        """People whose chance of the top is below the band."""
        return int((self.people["group"] == "outside").sum())

    @property
    def n_expected_right(self) -> float:
        """People of the list who are expected to be truly among the first K."""
        return float(self.people.loc[self.people["is_in"], "top_probability"].sum())

    @property
    def n_components(self) -> int:
        """Parts of the employee–rater graph; comparisons across them rest on assumption."""
        return int(self.people["component"].nunique())

    @property
    def n_unlinked(self) -> int:
        """People whose raters nothing links to others."""
        return int(self.people["is_unlinked"].sum())

    @property
    def n_without_draws(self) -> int:
        """People drawn alone, or not at all."""
        return int((~self.people["is_joint_draw"]).sum())

    @property
    def n_with_objective(self) -> int:
        """People with a known result."""
        return int((self.people["n_objective"] > 0).sum())


def rank_pool(
    results: pd.DataFrame,
    draws: PoolDraws,
    objective: pd.DataFrame | None = None,
    *,
    settings: Settings,
    rng: np.random.Generator,
    pool: Sequence[int] | Ids | None = None,
) -> RankedPool:
    """Rank the people of a pool.

    Parameters
    ----------
    results : frame
        One row a person with COLUMNS; the order of rows changes nothing.
    draws : PoolDraws
        Of these people; others are ignored, and some or all may be missing.
    objective : frame, optional
        Counts of results, see `results_level`; others than the pool help to tell how people differ.
    settings : Settings
    rng : Generator
        For the uncertainty of results and for people without draws.
    pool : ids, optional
        The candidates; everybody of `results` if not given.

    Returns
    -------
    RankedPool
        `people` has employee_id, place, score, score_sd, score_lower, score_upper, rank_lower,
        rank_median, rank_upper, top_probability, group, is_in, adjusted, adjusted_sd,
        adjusted_place, raw_mean, raw_place, n_ratings, places_gained, crossing, objective_points,
        objective_sd, objective_level, objective_lower, objective_upper, n_objective, link_grade,
        component, is_unlinked, is_joint_draw. Equal scores share the smallest place.

    Raises
    ------
    MissingColumns, InvalidCounts
        If a column is missing, a person stands in `results` twice, or results are no counts.
    """
    require_columns(results, COLUMNS, frame="results")
    frame, unranked = _of_pool(results, pool)
    ids = frame["employee_id"].to_numpy(dtype=np.int64)
    level = results_level(objective, ids, measures=settings.measures)
    spread = spread_of(draws, frame)
    points = settings.objective_weight * (spread if np.isfinite(spread) else 0.0)
    people = _placed(frame.join(_objective_columns(level, points)), settings.k)
    drawn, is_joint = draw_scores(draws, people, rng)
    if points > 0 and len(drawn):
        noise = rng.standard_normal(drawn.shape, dtype=np.float32)
        noise *= numbers(people, "objective_sd").astype(np.float32)
        noise += numbers(people, "objective_points").astype(np.float32)
        drawn = drawn + noise
    score = numbers(people, "score")
    ranks = _ranks(drawn, score, numbers(people, "score_sd"), settings.k)
    people = people.assign(
        rank_lower=ranks.lower,
        rank_median=ranks.median,
        rank_upper=ranks.upper,
        top_probability=ranks.top_probability,
        group=_groups(ranks.top_probability),
        is_unlinked=(people["link_grade"] == UNLINKED).to_numpy(dtype=bool, na_value=False),
        is_joint_draw=is_joint,
    )
    k, n = settings.k, len(people)
    return RankedPool(
        people=people[LISTED],
        unranked=unranked,
        draws=drawn,
        inputs=_inputs(frame, level, settings),
        settings=settings,
        cut=float(score[k - 1]) if k < n else float("nan"),
        n_tied_at_cut=_tied(score, k),
        n_raw_tied_at_cut=_tied(np.sort(_raw(people))[::-1], k),
        reliability=_reliability(drawn, people, spread, is_weighted=points > 0),
        objective_reliability=level.reliability,
        spread=spread,
    )


def movers(ranked: RankedPool) -> pd.DataFrame:
    """Return the people on whom raw means and the list decide differently, largest move first."""
    rows = ranked.people[ranked.people["crossing"].isin(["entered", "left"])]
    order = (-rows["places_gained"].abs()).argsort(kind="stable")
    return rows.iloc[order].reset_index(drop=True)


def falling_places(values: Floats) -> Ids:
    """Return places, 1 for the highest; equals share the smallest."""
    rising = np.sort(values)
    return values.size - np.searchsorted(rising, values, side="right") + 1


def first_k(values: Floats, ids: Ids, k: int) -> Mask:
    """Return who stands among the first k; of equals, who has the smaller id."""
    chosen = np.zeros(values.size, dtype=bool)
    chosen[np.lexsort((ids, -values))[:k]] = True
    return chosen


def _of_pool(
    results: pd.DataFrame, pool: Sequence[int] | Ids | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows to rank, by id, and whom there is nothing to rank by."""
    twice = np.flatnonzero(results["employee_id"].duplicated().to_numpy())
    if twice.size:
        raise InvalidCounts("employee_id", twice.tolist(), problem="a person stands there twice")
    frame = results.loc[:, list(COLUMNS)].sort_values("employee_id", ignore_index=True)
    missing = np.empty(0, dtype=np.int64)
    if pool is not None:
        wanted = np.unique(np.asarray(pool, dtype=np.int64))
        missing = np.setdiff1d(wanted, frame["employee_id"].to_numpy(dtype=np.int64))
        frame = frame[frame["employee_id"].isin(wanted)]
    known = np.isfinite(numbers(frame, "adjusted")) & np.isfinite(numbers(frame, "adjusted_sd"))
    blank = frame.loc[~known, "employee_id"].to_numpy(dtype=np.int64)
    unranked = pd.DataFrame(
        {
            "employee_id": np.r_[missing, blank].astype(np.int64),
            "reason": ["no_result"] * missing.size + ["no_score"] * blank.size,
        }
    ).astype({"reason": "string"})
    return frame[known].reset_index(drop=True), unranked


def _reliability(
    drawn: Draws32, people: pd.DataFrame, spread: float, *, is_weighted: bool
) -> float:
    score = numbers(people, "score")
    if is_weighted:
        sd = numbers(people, "score_sd")
        spread = spread_of_draws(drawn) if len(drawn) else spread_alone(score, sd)
    if not spread > 0:
        return float("nan")
    return min(float(np.var(score, ddof=1)) / spread**2, 1.0)


def _ranks(drawn: Draws32, score: Floats, sd: Floats, k: int) -> Ranks:
    if not score.size or not len(drawn):
        return rank_normal(score, sd, k)
    return rank_draws(drawn, k)


def _groups(top_probability: Floats) -> pd.Series:
    code = np.where(in_band(top_probability), 1, np.where(top_probability > 0.5, 0, 2))
    return _words(code, ["surely_in", "maybe", "outside"])


def _objective_columns(level: ResultsLevel, points: float) -> pd.DataFrame:
    z = normal_quantile(CONFIDENCE)
    known = np.where(level.n > 0, level.level, np.nan)
    return pd.DataFrame(
        {
            "objective_points": points * level.level,
            "objective_sd": points * level.sd,
            "objective_level": known,
            "objective_lower": known - z * level.sd,
            "objective_upper": known + z * level.sd,
            "n_objective": level.n,
        }
    )


def _placed(people: pd.DataFrame, k: int) -> pd.DataFrame:
    """Put people into list order, with their scores and places."""
    z = normal_quantile(CONFIDENCE)
    ids = people["employee_id"].to_numpy(dtype=np.int64)
    score = numbers(people, "adjusted") + numbers(people, "objective_points")
    sd = np.hypot(numbers(people, "adjusted_sd"), numbers(people, "objective_sd"))
    raw = _raw(people)
    order = np.lexsort((ids, -score))
    is_in = np.zeros(ids.size, dtype=bool)
    is_in[order[:k]] = True
    was_in = first_k(raw, ids, k)
    place, raw_place = falling_places(score), falling_places(raw)
    crossing = np.select([is_in & ~was_in, was_in & ~is_in, is_in], [0, 1, 2], 3)
    return (
        people.assign(
            score=score,
            score_sd=sd,
            score_lower=score - z * sd,
            score_upper=score + z * sd,
            place=place,
            adjusted_place=falling_places(numbers(people, "adjusted")),
            raw_place=raw_place,
            places_gained=raw_place - place,
            is_in=is_in,
            crossing=_words(crossing, ["entered", "left", "stays_in", "stays_out"]),
        )
        .iloc[order]
        .reset_index(drop=True)
    )


def _raw(people: pd.DataFrame) -> Floats:
    """Raw means; who has none stands last."""
    return np.nan_to_num(numbers(people, "raw_mean"), nan=-np.inf)


def _words(codes: NDArray[np.int64], words: list[str]) -> pd.Series:
    return pd.Series(words, dtype="string").take(codes).reset_index(drop=True)


def _tied(falling: Floats, k: int) -> int:
    """People of the value at the cut, if not all of them fit in."""
    if not 0 < k < falling.size or falling[k - 1] != falling[k]:
        return 0
    return int((falling == falling[k]).sum())


def _inputs(frame: pd.DataFrame, level: ResultsLevel, settings: Settings) -> pd.DataFrame:
    """List what enters, and what could but does not."""
    n, weight = len(frame), settings.objective_weight
    rows: list[tuple[str, float, int, str]] = [
        ("adjusted", 1.0, n, "used" if n else "no_data"),
        ("home_unit", 1.0, n, "used" if n else "no_data"),  # inside the adjusted score
    ]
    found = {each.name: each for each in level.measures}
    for name in MEASURES:
        if name not in found:
            rows.append((name, 0.0, 0, "off"))
            continue
        each = found[name]
        state = "off" if each.state == "used" and not weight else each.state
        rows.append((name, weight if state == "used" else 0.0, each.n_people, state))
    table = pd.DataFrame(rows, columns=["input", "weight", "n_people", "state"])
    return table.assign(enters=table["state"] == "used").astype(
        {"input": "string", "state": "string"}
    )
