"""What raters gave: scores from the truth of the plan, then items, predicates, dates, texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo import forms, judging
from data.demo.further_raters import further_raters
from data.demo.offices import AGENCIES
from data.demo.people import N_QUARTERS, People
from data.demo.plan import INCOMPLETE, SD_NOISE, SD_PAIR, Plan

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

MEAN_SCORE = 86.0
INFLATION = 0.15  # points a quarter, common to all
LOWEST, HIGHEST = 40.0, 100.0
SD_YEAR = 1.2  # noise of the annual rating beside the year's own
MISSING_SHARE, MISSING_SHARE_INCOMPLETE = 0.01, 0.35
INCOMPLETE_SINCE = 8  # quarter: from 2025 on
# Noise and mean of raters who are not superiors, points.
OF_TYPE = {"peer": (4.5, 1.5), "direct_report": (5.0, 2.0), "project_lead": (4.0, 0.5)}
ITEM_OFFSETS = np.array([0.1, 0.0, 0.05, 0.15, 0.2, -0.15, -0.05])
ITEM_MEAN, POINTS_A_LEVEL, ITEM_SD, ITEM_SD_HALO = 3.9, 9.0, 0.7, 0.05


@dataclass(frozen=True, eq=False)
class Ratings:
    """One row per appraisal, all arrays (n,)."""

    person: Whole
    rater: Whole  # row of the rater; -1: the mayor
    role: NDArray[np.str_]
    period: NDArray[np.str_]
    quarter: Whole  # quarter whose unit and post are frozen in the row
    score: Floats
    items: Floats  # (n, 7), 1–5
    predicate: NDArray[np.object_]  # None, like both levels, where the rater only gives feedback
    work_result: NDArray[np.object_]
    behaviour: NDArray[np.object_]
    set_on: NDArray[np.datetime64]
    feedback: list[str | None]
    mismatched: Whole  # rows whose levels and predicate disagree, planted


class _Rows(NamedTuple):
    """Who rated whom, when, and with what noise."""

    person: Whole
    rater: Whole
    role: NDArray[np.str_]
    period: NDArray[np.str_]
    quarter: Whole
    noise: Floats


def make_ratings(
    rng: np.random.Generator, people: People, plan: Plan, members: pd.DataFrame
) -> Ratings:
    """Rate everybody in twelve quarters and three years, and some by further raters."""
    rows = _by_superiors(rng, people)
    others = _by_others(rng, people, members)
    joined = _Rows(*(np.concatenate(pair) for pair in zip(rows, others, strict=True)))
    score = _scores(rng, people, plan, joined)
    judged = np.isin(joined.role, judging.JUDGES)
    halo = (joined.rater >= 0) & plan.halo[joined.rater] & judged
    predicate = judging.predicates(
        rng, people, joined.person, joined.quarter, joined.period, score, judged
    )
    work_result, behaviour, mismatched = judging.levels(rng, predicate, joined.role)
    unit = people.unit[joined.person, joined.quarter]
    return Ratings(
        person=joined.person,
        rater=joined.rater,
        role=joined.role,
        period=joined.period,
        quarter=joined.quarter,
        score=score,
        items=_items(rng, score, halo),
        predicate=_only(judged, predicate),
        work_result=_only(judged, work_result),
        behaviour=_only(judged, behaviour),
        set_on=forms.filled_on(rng, people, joined.person, joined.quarter, joined.period),
        feedback=forms.feedback(rng, unit, plan.units["copied"]),
        mismatched=mismatched,
    )


def _by_superiors(rng: np.random.Generator, people: People) -> _Rows:
    """Return the rows of superiors, quarters first; the last superior judges the year (R2.3)."""
    n = len(people.unit)
    noise = rng.normal(0, SD_NOISE, (n, N_QUARTERS))
    joined = people.persons.joined
    incomplete = [k for k, agency in enumerate(AGENCIES) if agency.code in INCOMPLETE]
    parts = []
    codes = [(f"{2023 + q // 4}-Q{q % 4 + 1}", q) for q in range(N_QUARTERS)]
    codes += [(str(2023 + year), 4 * year + 3) for year in range(3)]
    for code, quarter in codes:
        if "Q" in code:
            own = noise[:, quarter]
        else:
            # The year is set on the year's evidence, not the mean of the quarters (R2.2).
            own = noise[:, quarter - 3 : quarter + 1].mean(axis=1) + rng.normal(0, SD_YEAR, n)
        sparse = np.isin(people.agency[:, quarter], incomplete) & (quarter >= INCOMPLETE_SINCE)
        missing = np.where(sparse, MISSING_SHARE_INCOMPLETE, MISSING_SHARE)
        rows = np.flatnonzero((joined <= quarter) & (rng.random(n) >= missing))
        role = np.where(people.acting[rows, quarter], "acting", "superior")
        parts.append(
            _Rows(rows, people.rater[rows, quarter], role, np.full(len(rows), code),
                  np.full(len(rows), quarter), own[rows])
        )  # fmt: skip
    return _Rows(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def _by_others(rng: np.random.Generator, people: People, members: pd.DataFrame) -> _Rows:
    """Return the rows of peers, direct reports and team leaders."""
    found = further_raters(rng, people, members)
    role = found["role"].to_numpy(np.str_)
    sd = np.array([OF_TYPE[each][0] for each in role.tolist()])
    return _Rows(
        found["person"].to_numpy(np.int64),
        found["rater"].to_numpy(np.int64),
        role,
        found["period"].to_numpy(np.str_),
        found["quarter"].to_numpy(np.int64),
        rng.normal(0, 1, len(found)) * sd,
    )


def _scores(rng: np.random.Generator, people: People, plan: Plan, rows: _Rows) -> Floats:
    """Return the scores: truth, the rater's own ways, noise, and the ceiling."""
    person, rater = rows.person, rows.rater
    truth = plan.theta[person] + plan.quality[people.home[person]]
    lenient = np.where(rater >= 0, plan.leniency[rater], 0.0)
    base = np.full(len(person), MEAN_SCORE)
    for role, (_sd, mean) in OF_TYPE.items():
        of_type = rows.role == role
        lenient = np.where(of_type, plan.other_leniency[role][rater], lenient)
        base = base + mean * of_type
    _pairs, which = np.unique(person * (len(people.unit) + 1) + rater + 1, return_inverse=True)
    pair = rng.normal(0, SD_PAIR, len(_pairs))[which]
    middle = (N_QUARTERS - 1) / 2
    base = base + INFLATION * (rows.quarter - middle)
    given = base + truth + lenient + pair + rows.noise
    judged = np.isin(rows.role, judging.JUDGES) & (rater >= 0)
    given += np.where(judged, plan.drift[rater], 0.0) * (rows.quarter - middle)
    given += np.where(judged, plan.group[rater], 0.0) * people.persons.is_woman[person]
    keeps = np.where(judged, plan.keeps[rater], 1.0)
    given = base + keeps * (given - base)
    return np.asarray(np.round(np.clip(given, LOWEST, HIGHEST), 1), dtype=np.float64)


def _items(rng: np.random.Generator, score: Floats, halo: NDArray[np.bool_]) -> Floats:
    """Return seven values of 1–5 that move with the score; halo leaves no differences."""
    spread = np.where(halo, ITEM_SD_HALO, ITEM_SD)[:, None]
    own = np.where(halo[:, None], 0, ITEM_OFFSETS)
    level = ITEM_MEAN + (score[:, None] - MEAN_SCORE) / POINTS_A_LEVEL + own
    noise = rng.normal(size=(len(score), len(ITEM_OFFSETS)))
    found: Floats = np.clip(np.round(level + spread * noise), 1, 5)
    return found


def _only(given: NDArray[np.bool_], values: NDArray[np.str_]) -> NDArray[np.object_]:
    found = values.astype(object)
    found[~given] = None
    return found
