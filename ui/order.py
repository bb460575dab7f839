"""The order of rows on screen, used by a figure and by the table under it alike."""

from __future__ import annotations

import numpy as np
import pandas as pd


def reading_order(shares: pd.DataFrame, *, reference: str | None = None) -> pd.DataFrame:
    """Sort groups by their share Baik and above, best first; `reference` on top, hidden ones last.

    Columns: `group`, `predicate`, `share`. Groups of equal share, and most have 100 %, are sorted
    by their share Sangat Baik, then by name; predicates keep the order they came in.
    """
    codes, groups = pd.factorize(shares["group"])
    share = shares["share"].to_numpy(dtype="float64")
    is_hidden = np.isnan(share)
    is_top = (shares["predicate"] == "very_good").to_numpy()
    is_favourable = is_top | (shares["predicate"] == "good").to_numpy()
    n = len(groups)
    above = np.bincount(codes, np.where(is_favourable & ~is_hidden, share, 0.0), minlength=n)
    top = np.full(n, np.nan)
    top[codes[is_top]] = share[is_top]
    hidden = np.bincount(codes, is_hidden, minlength=n) > 0
    by_name = np.argsort(np.argsort(groups.to_numpy(dtype="object"), kind="stable"))
    # the last key weighs most; a missing share Sangat Baik comes after every known one
    ranked = np.lexsort(
        (by_name, -np.nan_to_num(top, nan=-1.0), -above.round(9), hidden, groups != reference)
    )
    place = np.empty(n, dtype=np.int64)
    place[ranked] = np.arange(n)
    return shares.iloc[np.argsort(place[codes], kind="stable")].reset_index(drop=True)
