"""One number per appraisal, chosen for a data set, and the periods that are used.

    score      where at least 90 % of the appraisals have one on one scale
    levels     50·w + 50·b points: w the work result, b the mean of the behaviour items, each 0–1;
               without items b is the behaviour level, without a level the other part counts alone
    predicate  Sangat Baik or not

A year's appraisal is made of its quarters, so both would count the same work twice: the finest
kind of period that carries the response for most people is used, for each kind of rater by itself
(peers often rate by the year). Where that kind is coarser than the superiors', the rating stands in
the last of their periods inside it. statistics.md, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import TooLittleData
from analytics.notes import note

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

ENOUGH = 0.9  # share of the appraisals that must carry a response (statistics.md 2)
MOST_PEOPLE = 0.5  # share of the people that must have a kind of period
KINDS = ("month", "quarter", "year")  # finest first
LEVEL_SHARES = {"below": 0.0, "meets": 0.5, "above": 1.0}
JUDGES = ("superior", "acting")
POINTS, SHARE = "points", "share"


@dataclass(frozen=True, eq=False)
class Response:
    """What enters the model, row by row of the appraisals."""

    name: str  # score, items, predicate
    unit: str  # points, share
    rating: pd.Series  # (n,) numbers, or predicates as text; missing where not given
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Periods:
    """Which rows are used, and the period each stands in."""

    kind: str  # of the superiors' ratings: month, quarter, year
    kept: Mask  # (n,)
    label: pd.Series  # (n,) text
    notes: tuple[str, ...]


def choose_response(appraisals: pd.DataFrame, items: Sequence[str]) -> Response:
    """Choose the response of a data set.

    Parameters
    ----------
    appraisals : one row an appraisal
        Columns employee_id, rater_role, score, score_scale, work_result, behaviour, predicate, and
        each of `items` from 0 to 1.
    items : names of the behaviour items

    Returns
    -------
    Response
        The first of score, levels and predicate that enough appraisals carry; without one, the one
        known of most people.

    Raises
    ------
    TooLittleData
        If no appraisal carries any of them.
    """
    scores, scale, n_other_scale = _scores_of_one_scale(appraisals)
    levels = pd.Series(_level_points(appraisals, items), index=appraisals.index)
    judged = appraisals["rater_role"].isin(JUDGES)
    # Further raters give no predicate (R12.5): what the superiors carry decides.
    known = {"score": scores.notna(), "items": levels.notna(), "predicate": _predicates(appraisals)}
    counted = judged if judged.any() else pd.Series(True, index=appraisals.index)
    carried = {name: float(given[counted].mean()) for name, given in known.items()}
    # monthly scores of a few people are many rows: what is known of most people decides
    people = appraisals["employee_id"][counted]
    n_people = {name: people[given[counted]].nunique() for name, given in known.items()}
    best = max(carried, key=lambda name: n_people[name])  # the first of equals
    name = next((each for each, share in carried.items() if share >= ENOUGH), best)
    if not carried[name] > 0:
        raise TooLittleData(
            "No appraisal with a rater has a score, levels or a predicate",
            remedy="Import appraisals that name the rater and what was given.",
        )
    notes: list[str] = [note(f"response_{name}", share=carried[name])]
    if name == "score" and n_other_scale:
        notes.append(note("scores_of_other_scale", scale=scale, n=n_other_scale))
    values = {"score": scores, "items": levels, "predicate": appraisals["predicate"]}[name]
    return Response(name, SHARE if name == "predicate" else POINTS, values, tuple(notes))


def choose_periods(appraisals: pd.DataFrame, has_response: Mask) -> Periods:
    """Choose the kind of period of each kind of rater.

    Parameters
    ----------
    appraisals : one row an appraisal
        Columns employee_id, rater_role, kind, year, period_code, ends_on.
    has_response : (n,) bool

    Returns
    -------
    Periods
    """
    role = appraisals["rater_role"].where(~appraisals["rater_role"].isin(JUDGES), "superior")
    kept = np.zeros(len(appraisals), dtype=bool)
    kinds: dict[str, str] = {}
    notes: list[str] = []
    # Self ratings pass through: the model drops and counts them.
    for each in sorted(role.unique(), key=lambda name: (name != "superior", name)):
        rows = (role == each).to_numpy() & has_response
        if not rows.any():
            continue
        kind = _finest_kind(appraisals[rows])
        kinds[str(each)] = kind
        used = rows & (appraisals["kind"] == kind).to_numpy()
        kept |= used
        people = appraisals["employee_id"]
        n_lost = people[rows].nunique() - people[used].nunique()
        notes.append(note("periods_used", type=str(each), kind=kind))
        if (rows & ~used).any():
            n_left_out = int((rows & ~used).sum())
            notes.append(note("periods_left_out", type=str(each), n=n_left_out))
        if n_lost:
            notes.append(note("people_without_period", type=str(each), kind=kind, n=n_lost))
    main = kinds.get("superior") or next(iter(kinds.values()), "year")
    return Periods(main, kept, _labels(appraisals, main), tuple(notes))


def home_units(appraisals: pd.DataFrame) -> pd.Series:
    """Return each employee's home unit on every row: where first seen, set anew at a promotion.

    A promotion is a change of the kind of post or of the grade group: from then on a person is
    compared with another unit's people, and who is promoted is no accident. The home is the unit of
    the first appraisal since the last promotion; without a unit, the agency stands for it.

    Parameters
    ----------
    appraisals : one row an appraisal
        Columns employee_id, ends_on, agency_code, unit_id, position_class, grade_group.

    Returns
    -------
    (n,) text, missing where neither unit nor agency is known
    """
    unit = appraisals["unit_id"].astype("Int64").astype("string")
    home = ("unit:" + unit).fillna("agency:" + appraisals["agency_code"].astype("string"))
    frame = appraisals[["employee_id", "ends_on", "position_class", "grade_group"]].assign(
        home=home, row=np.arange(len(appraisals))
    )
    # Ties of one day: the smallest unit, so that the order of rows decides nothing.
    frame = frame.sort_values(["employee_id", "ends_on", "home"], kind="stable", na_position="last")
    employee = frame["employee_id"].to_numpy()
    promoted = _changes(employee, frame["position_class"]) | _changes(
        employee, frame["grade_group"]
    )
    since = pd.Series(promoted).groupby(employee).cumsum().to_numpy()
    last = pd.Series(since).groupby(employee).transform("max").to_numpy()
    current = frame["home"].where(since == last)
    first = current.groupby(employee).transform("first")
    return pd.Series(first.to_numpy(), index=appraisals.index[frame["row"]]).reindex(
        appraisals.index
    )


def _scores_of_one_scale(appraisals: pd.DataFrame) -> tuple[pd.Series, int, int]:
    """Scores on the scale that most have, which scale, and how many are on another."""
    scale = appraisals["score_scale"].fillna(100).astype("int64")
    given = appraisals["score"].notna()
    if not given.any():
        return appraisals["score"].astype("float64"), 100, 0
    scales, counts = np.unique(scale[given].to_numpy(), return_counts=True)
    main = int(scales[counts.argmax()])
    return (
        appraisals["score"].astype("float64").where(scale == main),
        main,
        int((given & (scale != main)).sum()),
    )


def _level_points(appraisals: pd.DataFrame, items: Sequence[str]) -> Floats:
    work = appraisals["work_result"].map(LEVEL_SHARES).to_numpy(dtype=np.float64)
    behaviour = appraisals["behaviour"].map(LEVEL_SHARES).to_numpy(dtype=np.float64)
    levels = appraisals[list(items)].to_numpy(dtype=np.float64)
    n = np.isfinite(levels).sum(axis=1)
    mean = np.full(len(appraisals), np.nan)
    np.divide(np.nansum(levels, axis=1), n, out=mean, where=n > 0)
    behaviour = np.where(n > 0, mean, behaviour)
    both = 50.0 * (work + behaviour)
    single = 100.0 * np.where(np.isfinite(work), work, behaviour)
    return np.where(np.isfinite(both), both, single)


def _predicates(appraisals: pd.DataFrame) -> pd.Series:
    return appraisals["predicate"].notna()


def _finest_kind(rows: pd.DataFrame) -> str:
    n_people = rows["employee_id"].nunique()
    covered = {
        kind: rows.loc[rows["kind"] == kind, "employee_id"].nunique() / n_people for kind in KINDS
    }
    most = max(covered, key=lambda kind: covered[kind])  # the finest of equals
    return next((kind for kind, share in covered.items() if share > MOST_PEOPLE), most)


def _labels(appraisals: pd.DataFrame, kind: str) -> pd.Series:
    """Period of `kind` in which an appraisal's period ends, as a code that sorts by time."""
    year = appraisals["year"].astype("int64").astype("string")
    month = pd.to_datetime(appraisals["ends_on"]).dt.month
    if kind == "year":
        return year
    if kind == "quarter":
        return year + "-Q" + ((month - 1) // 3 + 1).astype("string")
    return year + "-" + month.astype("string").str.zfill(2)


def _changes(employee: NDArray[np.int64], column: pd.Series) -> Mask:
    """Where a known value differs from the last one known of the same employee."""
    codes = pd.Series(pd.factorize(column)[0]).where(lambda each: each >= 0)
    known = codes.groupby(employee).ffill()
    before = known.groupby(employee).shift()
    changed: Mask = (known.notna() & before.notna() & (known != before)).to_numpy(dtype=bool)
    return changed
