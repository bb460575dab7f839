"""Strengths and needs of one person by item, beside people in comparable posts.

    d_ti = x_ti − m_ti             item i in period t less the mean of comparable people, the person
                                   taken out:  m_ti = (n_ti x̄_ti − x_ti) / (n_ti − 1)
    d_ti = μ + a_t + b_i + e_ti    two-way layout, Σ b_i = 0
    b̂_i  = d̄_·i − d̄_··            Var b̂_i = (1 − 1/I) σ² / T
    σ̂²   = max( Σ (d_ti − d̄_t· − d̄_·i + d̄_··)² / ((T − 1)(I − 1)), step² / 12 )

b_i is what the item adds to the person's own level. A rater who is lenient or strict on everything
moves μ and a_t, never b_i; one who treats a single item differently for everybody still moves b_i,
and so does a rater's fixed opinion of the person: the interval is about other periods, not about
other raters. The limits hold for all items together (Bonferroni). Levels are whole steps, so σ² is
never taken below that of rounding.

A strength or need is named where the limits exclude zero, |b̂_i| is at least SMALLEST_SHARE of the
scale, and the rater told items apart in most periods: where every item gets the same step, only the
habits of others would be left.

Two-way layout: Scheffé 1959, The Analysis of Variance, chapter 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from analytics.counts import require_columns
from analytics.intervals import CONFIDENCE

Floats = NDArray[np.float64]
State = Literal["compared", "not_enough_periods", "not_enough_items", "not_told_apart"]

MIN_PERIODS: Final = 3  # two periods leave too little to see how an item swings
MIN_ITEMS: Final = 3
SMALLEST_SHARE: Final = 1 / 16  # of the scale: a quarter of a step from 1 to 5 (proposed)
STEP: Final = 1.0  # items are given in whole numbers


@dataclass(frozen=True, eq=False)
class ItemComparison:
    """Items of one person, the largest positive difference first; NaN where not compared."""

    state: State
    items: tuple[str, ...]  # (n_items,)
    level: Floats  # (n_items,) mean level of the person, scale of the items
    comparable_level: Floats  # (n_items,) of comparable people in the same periods
    relative: Floats  # (n_items,) b̂_i: above or below the person's own level
    lower: Floats
    upper: Floats
    verdict: NDArray[np.str_]  # strength, need, not_distinguishable
    general: float  # mean of all d: the person's level beside comparable people
    n_periods: int  # that count
    n_raters: int
    n_comparable: int  # fewest people compared with in one period
    scale_low: float
    scale_high: float

    def of(self, verdict: str) -> tuple[str, ...]:
        """Return the items with a verdict, furthest from the person's own level first."""
        chosen = np.flatnonzero(self.verdict == verdict)
        order = np.argsort(-np.abs(self.relative[chosen]), kind="stable")
        return tuple(self.items[at] for at in chosen[order])

    def long(self) -> pd.DataFrame:
        """Return a row per item."""
        return pd.DataFrame(
            {
                "item": self.items,
                "item_level": self.level,
                "comparable_level": self.comparable_level,
                "relative": self.relative,
                "lower": self.lower,
                "upper": self.upper,
                "verdict": self.verdict,
            }
        )


def compare_items(
    own: pd.DataFrame, comparable: pd.DataFrame, *, confidence: float = CONFIDENCE
) -> ItemComparison:
    """Compare one person's items with those of comparable people.

    Parameters
    ----------
    own : frame
        One row per period and item: `period_code, position_class, rater_number, item,
        item_level, scale_low, scale_high`; periods of one kind.
    comparable : frame
        One row per period, kind of post, item and scale, the person included:
        `period_code, position_class, item, scale_low, scale_high, n_people, mean_level`.
    confidence : float
        Two-sided, of all items together.

    Returns
    -------
    ItemComparison
        Only items given in most periods count, and only periods with all of them.

    Raises
    ------
    MissingColumns
        If columns are missing.
    """
    keys = ["period_code", "position_class", "item", "scale_low", "scale_high"]
    require_columns(own, [*keys, "rater_number", "item_level"], frame="own")
    require_columns(comparable, [*keys, "n_people", "mean_level"], frame="comparable")
    rows = _of_one_scale(own).merge(comparable, on=keys, how="inner")
    rows = rows[rows["n_people"] > 1]
    others = rows["n_people"] - 1
    rows = rows.assign(
        others=(rows["n_people"] * rows["mean_level"] - rows["item_level"]) / others,
        n_others=others,
    )
    x, m, kept = _tables(rows)
    state = _state(x)
    low, high = _ends(rows)
    n_raters = kept["rater_number"].nunique()
    n_comparable = int(kept["n_others"].min()) if len(kept) else 0
    d = x.to_numpy(dtype=np.float64) - m.to_numpy(dtype=np.float64)
    relative, half = _relative(d, confidence)
    if state in ("not_enough_periods", "not_enough_items"):
        relative, half = np.full(x.shape[1], np.nan), np.full(x.shape[1], np.nan)
    verdict = np.full(x.shape[1], "not_distinguishable", dtype="<U19")
    if state == "compared":
        is_clear = (np.abs(relative) > half) & (
            np.abs(relative) >= SMALLEST_SHARE * (high - low) - 1e-12
        )
        verdict[is_clear & (relative > 0)] = "strength"
        verdict[is_clear & (relative < 0)] = "need"
    level = x.to_numpy(dtype=np.float64).mean(axis=0) if len(x) else np.full(x.shape[1], np.nan)
    beside = m.to_numpy(dtype=np.float64).mean(axis=0) if len(x) else np.full(x.shape[1], np.nan)
    order = np.argsort(-np.where(np.isnan(relative), level - beside, relative), kind="stable")
    return ItemComparison(
        state=state,
        items=tuple(str(x.columns[at]) for at in order),
        level=level[order],
        comparable_level=beside[order],
        relative=relative[order],
        lower=(relative - half)[order],
        upper=(relative + half)[order],
        verdict=verdict[order],
        general=float(d.mean()) if d.size else float("nan"),
        n_periods=len(x),
        n_raters=int(n_raters),
        n_comparable=n_comparable,
        scale_low=low,
        scale_high=high,
    )


def _of_one_scale(own: pd.DataFrame) -> pd.DataFrame:
    """Keep the scale most items were given on; others cannot be averaged with it."""
    if own.empty:
        return own
    sizes = own.groupby(["scale_low", "scale_high"]).size().rename("n").reset_index()
    most = sizes.sort_values("n", kind="stable")[["scale_low", "scale_high"]].tail(1)
    return own.merge(most, on=["scale_low", "scale_high"])


def _tables(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return own levels and those of others, period by item, complete; and the rows in them."""
    x = rows.pivot_table(index="period_code", columns="item", values="item_level", sort=True)
    m = rows.pivot_table(index="period_code", columns="item", values="others", sort=True)
    x, m = x.loc[:, x.notna().mean() > 0.5], m.loc[:, x.notna().mean() > 0.5]
    is_complete = x.notna().all(axis=1)
    x, m = x[is_complete], m[is_complete]
    kept = rows[rows["period_code"].isin(x.index) & rows["item"].isin(x.columns)]
    return x, m, kept


def _state(x: pd.DataFrame) -> State:
    if x.shape[1] < MIN_ITEMS:
        return "not_enough_items"
    if len(x) < MIN_PERIODS:
        return "not_enough_periods"
    is_told_apart = x.max(axis=1) > x.min(axis=1)
    return "compared" if is_told_apart.mean() > 0.5 else "not_told_apart"


def _relative(d: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Return b̂_i and half the width of its interval."""
    n_periods, n_items = d.shape
    if n_periods < 2 or n_items < 2:
        return np.full(n_items, np.nan), np.full(n_items, np.nan)
    b = d.mean(axis=0) - d.mean()
    left = d - d.mean(axis=1, keepdims=True) - b
    freedom = (n_periods - 1) * (n_items - 1)
    variance = max(float((left**2).sum()) / freedom, STEP**2 / 12)
    quantile = float(student.ppf(1 - (1 - confidence) / (2 * n_items), freedom))
    half = quantile * np.sqrt((1 - 1 / n_items) * variance / n_periods)
    return b, np.full(n_items, half)


def _ends(rows: pd.DataFrame) -> tuple[float, float]:
    if rows.empty:
        return float("nan"), float("nan")
    return float(rows["scale_low"].iloc[0]), float(rows["scale_high"].iloc[0])
