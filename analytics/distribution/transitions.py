"""Movement of the same people between predicates, from one period to the next.

A row of the table is where people with one predicate stand one period later; shares are of the row.
Changing predicate is no merit or fault by itself: near the ceiling most movement is by chance
back toward Baik.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import tabulate
from analytics.intervals import CONFIDENCE, Interval, wilson
from analytics.rules.predicates import PREDICATES
from analytics.suppression import Visibility, group_states

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Transitions:
    """Movement of people who have a predicate in both periods; NaN where a group is hidden."""

    groups: pd.DataFrame  # (n_groups, keys)
    n: Floats  # (n_groups,) people in both periods
    counts: Floats  # (n_groups, 5, 5) rows previous, columns now, order of PREDICATES
    row_shares: Floats  # (n_groups, 5, 5) of the people with the previous predicate; NaN where none
    unchanged: Interval  # (n_groups,) share with the same predicate
    up: Interval  # (n_groups,) share with a better one
    down: Interval  # (n_groups,) share with a worse one
    state: NDArray[np.str_]  # (n_groups,) shown, small or hidden

    def long(self) -> pd.DataFrame:
        """Return 25 rows a group: keys, `previous`, `now`, `n`, `share` (of the row)."""
        each = len(PREDICATES) ** 2
        rows = self.groups.loc[self.groups.index.repeat(each)].reset_index(drop=True)
        return rows.assign(
            previous=np.tile(np.repeat(PREDICATES, len(PREDICATES)), len(self.groups)),
            now=np.tile(PREDICATES, len(self.groups) * len(PREDICATES)),
            n=self.counts.ravel(),
            share=self.row_shares.ravel(),
        )


def transitions(
    movements: pd.DataFrame,
    *,
    by: Sequence[str],
    visible: Visibility,
    confidence: float = CONFIDENCE,
) -> Transitions:
    """Tabulate movements between predicates.

    Parameters
    ----------
    movements : frame
        Columns of `by`, `previous_predicate`, `predicate` and `n`, people who have both.
    by : sequence of str
        Key columns (of the later period); empty for one group of everybody.
    visible : Visibility
        What the reader may see in the later period. A group of fewer people than the minimum in
        both periods is hidden too, whatever its size now.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    Transitions

    Raises
    ------
    MissingColumns, InvalidCounts, InvalidRatings
        As `analytics.counts.tabulate`.
    """
    found = tabulate(
        movements,
        by=by,
        categories={"previous_predicate": PREDICATES, "predicate": PREDICATES},
        frame="movements",
    )
    state = group_states(found.table.sum(axis=(1, 2)), found.groups, visible, is_total=not by)
    counts = np.where((state == "hidden")[:, None, None], np.nan, found.table)
    n = counts.sum(axis=(1, 2))
    before = counts.sum(axis=2, keepdims=True)
    shares = np.divide(counts, before, out=np.full(counts.shape, np.nan), where=before > 0)
    # columns run from best to worst: below the diagonal people moved up
    up = np.tril(counts, -1).sum(axis=(1, 2))
    down = np.triu(counts, 1).sum(axis=(1, 2))
    same = np.trace(counts, axis1=1, axis2=2)
    return Transitions(
        found.groups,
        n,
        counts,
        shares,
        wilson(same, n, confidence=confidence),
        wilson(up, n, confidence=confidence),
        wilson(down, n, confidence=confidence),
        state,
    )
