"""The order of rows on screen, used by a figure and by the table under it alike."""

from __future__ import annotations

import pandas as pd


def reading_order(shares: pd.DataFrame, *, reference: str | None = None) -> pd.DataFrame:
    """Sort groups by their share Baik and above, best first; `reference` on top, hidden ones last.

    Columns: `group`, `predicate`, `share`. Groups of equal share, and most have 100 %, are sorted
    by their share Sangat Baik, then by name; predicates keep the order they came in.
    """
    favourable = shares["predicate"].isin(["very_good", "good"])
    key = shares["share"].where(favourable, 0).groupby(shares["group"]).sum(min_count=1)
    ranked = pd.DataFrame({"group": key.index, "above": key.round(9).to_numpy()})
    top = shares.loc[shares["predicate"] == "very_good"].set_index("group")["share"]
    ranked["top"] = ranked["group"].map(top)
    hidden = set(shares.loc[shares["share"].isna(), "group"])
    ranked["is_hidden"] = ranked["group"].isin(hidden)
    ranked["is_reference"] = ranked["group"] == reference
    ranked = ranked.sort_values(
        ["is_reference", "is_hidden", "above", "top", "group"],
        ascending=[False, True, False, False, True],
    )
    place = pd.Series(range(len(ranked)), index=ranked["group"].to_numpy())
    order = shares["group"].map(place)
    return shares.iloc[order.argsort(kind="stable").to_numpy()].reset_index(drop=True)
