"""Effects of home units and weights of people, worked out again from what a run stored.

    a_i = mu + θ_i + q_h      adjusted score;  v_t, v_q variances of people and home units
    q_h = Σ_{i in h} (a_i − mu) / (n_h + v_t / v_q)
    mu  = Σ_h g_h ā_h / Σ_h g_h,      g_h = n_h / (n_h + v_t / v_q),  ā_h mean of a_i in h
    k_i = v_t W_i / (1 + v_t W_i),    W_i = Σ_c 1 / (v_d + v_e / n_c)

Best linear predictions of two factors that enter the same ratings are tied to each other: with P
of statistics.md 3, θ = v_t Z_e' P y and q = v_q Z_h' P y, so q_h is (v_q / v_t) times the sum of θ
over its people; the fixed effects leave Σ θ = 0, which gives mu. Both hold to rounding for one
fitted model, for the mean of several nearly. k_i is the part of a person's own ratings that the
score keeps: cells c are the person's raters with n_c ratings, v_d and v_e the variances of pairs
and residuals.

The formulas need everybody of the run: of people who are left out, their unit keeps less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import require_columns

Floats = NDArray[np.float64]

SUPERIOR = "superior"


@dataclass(frozen=True, eq=False)
class Homes:
    """What home units add, by person."""

    effect: pd.Series  # by employee_id, points
    n_people: pd.Series  # by employee_id: of that home


def variances_of(components: pd.DataFrame | None) -> dict[str, float]:
    """Return the variances of a run by name; empty without components."""
    if components is None:
        return {}
    require_columns(components, ["name", "variance"], frame="components")
    return {
        str(name): float(variance)
        for name, variance in zip(components["name"], components["variance"], strict=True)
    }


def home_effects(results: pd.DataFrame, components: pd.DataFrame | None) -> Homes | None:
    """Work out the effect of each person's home unit.

    Parameters
    ----------
    results : frame
        Everybody of the run: employee_id, adjusted, home_unit_id and agency_code (null home: the
        agency stands for it).
    components : frame or None
        name, variance.

    Returns
    -------
    Homes or None
        None where the run did not tell units from people, or none of their columns is there.
    """
    variances = variances_of(components)
    v_t, v_q = variances.get("employee", 0.0), variances.get("home_unit", 0.0)
    if not (v_t > 0 and v_q > 0) or "home_unit_id" not in results:
        return None
    rows = results[results["adjusted"].notna()]
    home, n_homes = _codes(rows)
    adjusted = rows["adjusted"].to_numpy(dtype=np.float64)
    n = np.bincount(home, minlength=n_homes).astype(np.float64)
    total = np.bincount(home, weights=adjusted, minlength=n_homes)
    g = 1 / (n + v_t / v_q)
    mu = float(g @ total) / float(g @ n)
    effect = g * (total - n * mu)
    ids = pd.Index(rows["employee_id"], name="employee_id")
    return Homes(pd.Series(effect[home], index=ids), pd.Series(n[home].astype(np.int64), index=ids))


def kept_of_own(rated: pd.DataFrame, components: pd.DataFrame | None) -> pd.Series:
    """Return k by employee_id, 0–1; empty where the variances are not known.

    Parameters
    ----------
    rated : frame
        One row a person, rater and kind of rater: employee_id, rater_type, n_ratings.
    components : frame or None
    """
    variances = variances_of(components)
    v_t = variances.get("employee", 0.0)
    if not v_t > 0 or "residual" not in variances:
        return pd.Series(dtype=np.float64)
    kinds = rated["rater_type"].astype("string").fillna(SUPERIOR)
    own = {
        kind: variances.get(f"residual:{kind}", variances["residual"]) for kind in kinds.unique()
    }
    residual = kinds.map(own).to_numpy(dtype=np.float64)
    n = rated["n_ratings"].to_numpy(dtype=np.float64)
    weight = 1 / np.maximum(variances.get("pair", 0.0) + residual / n, 1e-300)
    of_person = pd.Series(weight).groupby(rated["employee_id"].to_numpy()).sum()
    return v_t * of_person / (1 + v_t * of_person)


def _codes(rows: pd.DataFrame) -> tuple[NDArray[np.int64], int]:
    """Give each home a number; where no unit is known the agency stands for it."""
    home = "unit:" + rows["home_unit_id"].astype("Int64").astype("string")
    if "agency_code" in rows:
        home = home.fillna("agency:" + rows["agency_code"].astype("string"))
    codes, found = pd.factorize(home)
    return np.where(codes < 0, len(found), codes).astype(np.int64), len(found) + 1
