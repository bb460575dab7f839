"""Why people crossed the cut between raw means and the list.

A part of the score that everybody has moves nobody: each part is compared with its mean over the
pool. The reason is the kind of part that moved the score most the way it went; the rater is the one
whose tendency did so, with how sure that is.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.promotion.pool import RankedPool, movers
from analytics.promotion.why import contributions


def explain_moves(
    ranked: RankedPool,
    rated: pd.DataFrame,
    results: pd.DataFrame | None = None,
    *,
    components: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say why people crossed the cut between raw means and list, largest move first.

    A part that everybody has moves nobody: parts are compared with their mean over the pool.

    Returns
    -------
    frame
        employee_id, crossing, places_gained, reason (a kind: the part that moved the score most the
        way it went), reason_points (beside the pool), rater_id, rater_points, rater_lower,
        rater_upper, n: the rater whose tendency moved it most that way; null without one.
    """
    moved = movers(ranked)
    pool = ranked.people
    rows = contributions(ranked, rated, pool if results is None else results, components=components)
    rows = rows[rows["kind"] != "raw_mean"]
    way = (
        moved.set_index("employee_id")["crossing"]
        .map({"entered": 1.0, "left": -1.0})
        .astype("float64")
    )
    towards = _beside_pool(rows, pool).reindex(way.index).mul(way, axis=0)
    first = _first_raters(rows, way)
    return pd.DataFrame(
        {
            "employee_id": moved["employee_id"].to_numpy(),
            "crossing": moved["crossing"].array,
            "places_gained": moved["places_gained"].to_numpy(),
            "reason": towards.idxmax(axis=1).to_numpy() if len(towards) else [],
            "reason_points": (towards.max(axis=1) * way).to_numpy(),
            "rater_id": first["object_id"].astype("Int64").array,
            "rater_points": first["points"].to_numpy(dtype=np.float64, na_value=np.nan),
            "rater_lower": first["lower"].to_numpy(dtype=np.float64, na_value=np.nan),
            "rater_upper": first["upper"].to_numpy(dtype=np.float64, na_value=np.nan),
            "n": first["n"].astype("Int64").array,
        }
    ).astype({"reason": "string"})


def _beside_pool(rows: pd.DataFrame, pool: pd.DataFrame) -> pd.DataFrame:
    """Return the points of each kind, a row a person, less their mean over the pool."""
    sums = rows.pivot_table(index="employee_id", columns="kind", values="points", aggfunc="sum")
    sums = sums.fillna(0.0).reindex(pool["employee_id"].to_numpy(), fill_value=0.0)
    return sums - sums.mean()


def _first_raters(rows: pd.DataFrame, way: pd.Series) -> pd.DataFrame:
    """Return the rater's part that moved each person most the way the person went."""
    raters = rows[(rows["kind"] == "rater") & rows["employee_id"].isin(way.index)]
    raters = raters.assign(strength=raters["points"] * raters["employee_id"].map(way))
    raters = raters[raters["strength"] > 0].sort_values("strength", ascending=False, kind="stable")
    return raters.drop_duplicates("employee_id").set_index("employee_id").reindex(way.index)
