"""How a rater uses the scale, beside comparable raters: a picture, never a judgement.

    mean, spread     of the ratings given; the spread is taken after each period's mean
    top share        of the two best predicates
    flat share       of appraisals in which all items got one level
    identical share  of a rater's appraisals of a period that carry its most common list of levels;
                     periods in which the rater gave fewer than three are left out

Comparable are other raters of the same type whose people mostly hold the same kind of post; where
that gives fewer than ten, all other raters of the type. Who gave fewer than five ratings is
compared with others, but nobody with them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.response import LEVEL_SHARES
from analytics.rules.predicates import PREDICATES

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

KEYS = ["rater_type", "rater_id"]
MIN_OF_PERIOD = 3  # ratings: of two, one list of levels is the most common by definition
MIN_COMPARABLE = 10  # raters; fewer are no comparison
MIN_RATINGS = 5  # of a rater that others are compared with (as severity.MIN_RATINGS)
TOP = ("very_good", "good")
N_BINS = 25  # about, over the whole range that occurs


def describe_raters(ratings: pd.DataFrame, items: Sequence[str]) -> pd.DataFrame:
    """Describe how each rater rates.

    Parameters
    ----------
    ratings : one row a rating that entered the model
        Columns rater_type, rater_id, employee_id, period, rating, predicate, position_class,
        work_result, behaviour, and `items`.
    items : names of the behaviour items; where a row has none, its two levels stand for them

    Returns
    -------
    One row per rater_type and rater_id, sorted, with rated_position_class, mean_rating, sd_rating,
    n_predicates, n_<predicate>, top_share, n_vectors, flat_share, identical_share.
    """
    keys = [ratings[key] for key in KEYS]
    deviation = ratings["rating"] - ratings.groupby("period")["rating"].transform("mean")
    counts = {
        f"n_{name}": (ratings["predicate"] == name).groupby(keys).sum() for name in PREDICATES
    }
    n_predicates = ratings["predicate"].isin(PREDICATES).groupby(keys).sum().astype("int64")
    n_top = ratings["predicate"].isin(TOP).groupby(keys).sum().astype("int64")
    found = pd.DataFrame(
        {
            "mean_rating": ratings["rating"].groupby(keys).mean(),
            "sd_rating": deviation.groupby(keys).std(),
            "n_predicates": n_predicates,
            **counts,
            "top_share": (n_top / n_predicates).where(n_predicates > 0),
        }
    )
    found = found.join(_most_common_class(ratings)).join(_vectors(ratings, items))
    return found.fillna({"n_vectors": 0}).astype({"n_vectors": "int64"}).reset_index()


def compare_raters(raters: pd.DataFrame) -> pd.DataFrame:
    """Put comparable raters beside each.

    Parameters
    ----------
    raters : one row a rater
        Columns rater_type, rated_position_class, n_ratings, mean_rating, raw_difference, sd_rating,
        top_share, identical_share.

    Returns
    -------
    In the same order: comparable_by, n_comparable, comparable_mean, comparable_raw_difference,
    comparable_sd (median of theirs), comparable_top_share, comparable_identical_share.
    """
    counts = raters["n_ratings"] >= MIN_RATINGS
    found = pd.DataFrame(index=raters.index)
    by_class = _beside(raters, counts, ["rater_type", "rated_position_class"])
    by_type = _beside(raters, counts, ["rater_type"])
    narrow = by_class["n_comparable"] >= MIN_COMPARABLE
    found["comparable_by"] = np.where(narrow, "position_class", "rater_type")
    for name in by_class:
        found[name] = by_class[name].where(narrow, by_type[name])
    found["n_comparable"] = found["n_comparable"].astype("int64")
    return found


def bin_width(rating: Floats) -> float:
    """Return a width of 1, 2 or 5 times a power of ten that gives about 25 bins, at most 25."""
    low, high = float(rating.min()), float(rating.max())
    if not high > low:
        return 1.0
    raw = (high - low) / N_BINS
    power = 10.0 ** np.floor(np.log10(raw))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= raw * (1 - 1e-9)))


def bin_ratings(ratings: pd.DataFrame, width: float) -> pd.DataFrame:
    """Count the ratings of each rater in bins: rater_type, rater_id, bin_low, n."""
    # A hair above: 0.3 / 0.1 is just below 3.
    low = np.floor(ratings["rating"] / width + 1e-9) * width
    binned = ratings[KEYS].assign(bin_low=low.round(9))
    return binned.groupby([*KEYS, "bin_low"], sort=True).size().rename("n").reset_index()


def entropy_bits(rating: Floats) -> float:
    """Return the entropy of the values in use: 0 where everybody gets the same.

    Parameters
    ----------
    rating : (n,) array; values are taken to whole numbers of the unit, shares as they are
    """
    values = rating if float(np.abs(rating).max()) <= 1.0 else np.round(rating)
    share = np.unique(values, return_counts=True)[1] / rating.size
    return float(-(share * np.log2(share)).sum()) + 0.0  # + 0.0: no minus zero


def _most_common_class(ratings: pd.DataFrame) -> pd.Series:
    """Name rated_position_class by rater; the smallest text of equals."""
    counted = (
        ratings.dropna(subset=["position_class"])
        .groupby([*KEYS, "position_class"])
        .size()
        .rename("n")
        .reset_index()
        .sort_values(["n", "position_class"], ascending=[False, True], kind="stable")
    )
    return (
        counted.drop_duplicates(KEYS)
        .set_index(KEYS)["position_class"]
        .rename("rated_position_class")
    )


def _vectors(ratings: pd.DataFrame, items: Sequence[str]) -> pd.DataFrame:
    """n_vectors, flat_share and identical_share per rater."""
    levels = ratings[list(items)].to_numpy(dtype=np.float64)
    if not np.isfinite(levels).all(axis=1).any() or not levels.shape[1]:
        pair = [ratings[name].map(LEVEL_SHARES) for name in ("work_result", "behaviour")]
        levels = np.column_stack([each.to_numpy(dtype=np.float64) for each in pair])
    rows = np.isfinite(levels).all(axis=1)
    used = ratings.loc[rows, [*KEYS, "period"]]
    values = levels[rows]
    if not len(used):
        return pd.DataFrame(
            {"n_vectors": [], "flat_share": [], "identical_share": []},
            index=pd.MultiIndex.from_arrays([[], []], names=KEYS),
        )
    used = used.assign(
        flat=(values == values[:, :1]).all(axis=1),
        vector=np.unique(values, axis=0, return_inverse=True)[1].ravel(),
    )
    flat = used.groupby(KEYS)["flat"]
    by_rater = pd.DataFrame({"n_vectors": flat.size(), "flat_share": flat.mean()})
    of_period = used.groupby([*KEYS, "period", "vector"]).size().rename("n").reset_index()
    in_period = of_period.groupby([*KEYS, "period"])["n"].agg(most="max", total="sum")
    enough = in_period[in_period["total"] >= MIN_OF_PERIOD].groupby(KEYS).sum()
    by_rater["identical_share"] = enough["most"] / enough["total"]
    return by_rater


def _beside(raters: pd.DataFrame, counts: pd.Series, keys: list[str]) -> pd.DataFrame:
    """Mean of the others of a group, median for the spread; each rater left out of its own."""
    found = pd.DataFrame(index=raters.index)
    groups = raters.groupby(keys, dropna=False).ngroup()
    n_group = counts.groupby(groups).transform("sum")
    found["n_comparable"] = n_group - counts
    for column, name in (
        ("mean_rating", "comparable_mean"),
        ("raw_difference", "comparable_raw_difference"),
        ("top_share", "comparable_top_share"),
        ("identical_share", "comparable_identical_share"),
    ):
        values = raters[column].where(counts)
        total = values.groupby(groups).transform("sum") - values.fillna(0.0)
        n = values.notna().groupby(groups).transform("sum") - values.notna()
        found[name] = (total / n).where(n > 0)
    found["comparable_sd"] = _median_of_others(raters["sd_rating"].where(counts), groups)
    return found


def _median_of_others(values: pd.Series, groups: pd.Series) -> pd.Series:
    found = np.full(len(values), np.nan)
    numbers = values.to_numpy(dtype=np.float64)
    for rows in groups.groupby(groups).indices.values():
        known = np.isfinite(numbers[rows])
        order = np.argsort(numbers[rows][known], kind="stable")
        ordered = numbers[rows][known][order]
        if ordered.size == 0:
            continue
        found[rows] = np.median(ordered)  # for raters that do not count themselves
        if ordered.size == 1:
            found[rows[known]] = np.nan
            continue
        place = np.empty(order.size, dtype=np.int64)
        place[order] = np.arange(order.size)
        middle = [(ordered.size - 2) // 2, (ordered.size - 1) // 2]
        without = [ordered[at + (place <= at)] for at in middle]
        found[rows[known]] = (without[0] + without[1]) / 2
    return pd.Series(found, index=values.index)
