"""Why a person stands where they stand: contributions that add up to the score.

    ȳ_i                     mean of the ratings received                        raw_mean
    − f_ij ŝ_j              rater j's part f_ij of the ratings × tendency       rater, one each
    − Σ_j f_ij x̄_ij         what period, kind of rater, grade and post explain  circumstances
    + (1 − k_i) q_h         what the home unit adds where own ratings are few   home_unit
    + w S level_i           objective results                                   objective
    + the rest              pulled towards comparable people: few ratings       few_ratings

The rest is score less all others, so the sum is the score whatever was rounded. Its main part is
−(1 − k_i) times how far the person's ratings, net of their raters, lie from the average; k_i and
q_h are in homes.py. A lenient rater (ŝ > 0) takes points off, a strict one gives some. The limits
of a rater's part are the 90 % interval of the tendency times the part; other parts have none of
their own, since what is uncertain about them is in the interval of the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import require_columns
from analytics.intervals import normal_quantile
from analytics.promotion.homes import home_effects, kept_of_own
from analytics.promotion.pool import RankedPool
from analytics.ranking import CONFIDENCE

Floats = NDArray[np.float64]

KINDS: Final = (
    "raw_mean", "rater", "circumstances", "home_unit", "few_ratings", "unit_and_few_ratings",
    "objective",
)  # fmt: skip
COLUMNS: Final = (
    "employee_id", "kind", "object_id", "object_type", "points", "lower", "upper", "n",
)  # fmt: skip
RATED: Final = ("employee_id", "rater_id", "rater_type", "n_ratings", "leniency", "leniency_sd")


def contributions(
    ranked: RankedPool,
    rated: pd.DataFrame,
    results: pd.DataFrame,
    *,
    components: pd.DataFrame | None = None,
    employee_ids: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Split the scores of a pool into parts that add up to them.

    Parameters
    ----------
    ranked : RankedPool
    rated : frame
        One row a person, rater and kind of rater with RATED, and optionally `expected_points`: mean
        fixed effects of these ratings less the level of the score. Rows of others are ignored.
    results : frame
        Everybody of the run: employee_id, adjusted, home_unit_id, agency_code.
    components : frame, optional
        Variances of the run (name, variance). Without them unit and few ratings are one part.
    employee_ids : ids, optional
        Whose scores; everybody of the pool if not given.

    Returns
    -------
    frame
        COLUMNS, people in list order, parts in the order of KINDS, raters by size. `lower` and
        `upper` are NaN where a part has no limits of its own.

    Raises
    ------
    MissingColumns
        If `rated` or `results` lack a column.
    """
    require_columns(rated, RATED, frame="rated")
    people = ranked.people
    if employee_ids is not None:
        people = people[people["employee_id"].isin(employee_ids)]
    rated = rated[rated["employee_id"].isin(people["employee_id"])]
    rated = rated[rated["n_ratings"] > 0].reset_index(drop=True)
    share = _shares(rated, people)
    parts = [_raw(people), _raters(rated, share), _circumstances(rated, share)]
    unit = _home_units(people, rated, results, components)
    parts += [unit, _objective(people, ranked)]
    rest = "few_ratings" if len(unit) else "unit_and_few_ratings"
    parts.append(_rest(people, [each for each in parts if len(each)], rest))
    return _in_order(pd.concat([each for each in parts if len(each)]), people)


def _rows(
    employee_ids: object,
    kind: str,
    points: object,
    *,
    object_id: object = pd.NA,
    object_type: object = pd.NA,
    limits: tuple[object, object] = (np.nan, np.nan),
    n: object,
) -> pd.DataFrame:
    columns = {
        "employee_id": employee_ids, "kind": kind, "object_id": object_id,
        "object_type": object_type, "points": points, "lower": limits[0], "upper": limits[1],
        "n": n,
    }  # fmt: skip
    return pd.DataFrame(columns).astype(
        {
            "employee_id": "int64", "kind": "string", "object_id": "Int64",
            "object_type": "string", "points": "float64", "lower": "float64",
            "upper": "float64", "n": "Int64",
        }
    )  # fmt: skip


def _shares(rated: pd.DataFrame, people: pd.DataFrame) -> Floats:
    """Part of each rater in the person's ratings; ratings whose rater is not there keep theirs."""
    listed = rated.groupby("employee_id")["n_ratings"].sum()
    known = people.set_index("employee_id")["n_ratings"].reindex(listed.index)
    total = known.astype("float64").where(known >= listed, listed)
    n = rated["n_ratings"].to_numpy(dtype=np.float64)
    return n / rated["employee_id"].map(total).to_numpy(dtype=np.float64)


def _raw(people: pd.DataFrame) -> pd.DataFrame:
    return _rows(
        people["employee_id"].to_numpy(),
        "raw_mean",
        people["raw_mean"].fillna(0.0).to_numpy(dtype=np.float64),
        n=people["n_ratings"].array,
    )


def _raters(rated: pd.DataFrame, share: Floats) -> pd.DataFrame:
    known = rated["leniency"].to_numpy(dtype=np.float64, na_value=np.nan)
    half = normal_quantile(CONFIDENCE) * rated["leniency_sd"].to_numpy(
        dtype=np.float64, na_value=np.nan
    )
    return _rows(
        rated["employee_id"].to_numpy(),
        "rater",
        -share * np.nan_to_num(known),
        object_id=rated["rater_id"].array,
        object_type=rated["rater_type"].array,
        limits=(-share * (known + half), -share * (known - half)),
        n=rated["n_ratings"].array,
    )


def _circumstances(rated: pd.DataFrame, share: Floats) -> pd.DataFrame:
    if "expected_points" not in rated:
        return pd.DataFrame(columns=list(COLUMNS))
    expected = rated["expected_points"].to_numpy(dtype=np.float64, na_value=0.0)
    found = pd.Series(-share * np.nan_to_num(expected)).groupby(rated["employee_id"].to_numpy())
    n = rated.groupby("employee_id")["n_ratings"].sum()
    total = found.sum()
    return _rows(total.index, "circumstances", total.to_numpy(), n=n.reindex(total.index).array)


def _home_units(
    people: pd.DataFrame,
    rated: pd.DataFrame,
    results: pd.DataFrame,
    components: pd.DataFrame | None,
) -> pd.DataFrame:
    homes, kept = home_effects(results, components), kept_of_own(rated, components)
    if homes is None or kept.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    ids = people["employee_id"]
    effect = ids.map(homes.effect).to_numpy(dtype=np.float64, na_value=np.nan)
    points = (1 - ids.map(kept).to_numpy(dtype=np.float64, na_value=np.nan)) * effect
    unit = results.drop_duplicates("employee_id").set_index("employee_id")["home_unit_id"]
    return _rows(
        ids.to_numpy(),
        "home_unit",
        np.nan_to_num(points),
        object_id=ids.map(unit).astype("Int64").array,
        n=ids.map(homes.n_people).astype("Int64").array,
    )


def _objective(people: pd.DataFrame, ranked: RankedPool) -> pd.DataFrame:
    if not ranked.settings.objective_weight > 0:
        return pd.DataFrame(columns=list(COLUMNS))
    points = people["objective_points"].to_numpy(dtype=np.float64)
    half = normal_quantile(CONFIDENCE) * people["objective_sd"].to_numpy(dtype=np.float64)
    return _rows(
        people["employee_id"].to_numpy(),
        "objective",
        points,
        limits=(points - half, points + half),
        n=people["n_objective"].array,
    )


def _rest(people: pd.DataFrame, parts: list[pd.DataFrame], kind: str) -> pd.DataFrame:
    told = pd.concat(parts).groupby("employee_id")["points"].sum()
    score = people["score"].to_numpy(dtype=np.float64)
    ids = people["employee_id"]
    return _rows(
        ids.to_numpy(),
        kind,
        score - ids.map(told).to_numpy(dtype=np.float64, na_value=0.0),
        n=people["n_ratings"].array,
    )


def _in_order(rows: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    place = pd.Series(np.arange(len(people)), index=people["employee_id"].to_numpy())
    at = rows["employee_id"].map(place).to_numpy()
    kind = rows["kind"].map({name: i for i, name in enumerate(KINDS)}).to_numpy()
    order = np.lexsort((rows["object_id"].fillna(-1), -rows["points"].abs(), kind, at))
    return rows.iloc[order][list(COLUMNS)].reset_index(drop=True)
