"""Work result against behaviour: how many people stand in each of the nine cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import tabulate
from analytics.rules.predicates import LEVELS, predicate_of
from analytics.suppression import Visibility, group_states

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LevelMatrix:
    """Nine cells per group, rows work result, columns behaviour, both in the order of LEVELS."""

    groups: pd.DataFrame  # (n_groups, keys)
    n: Floats  # (n_groups,) people with both levels
    counts: Floats  # (n_groups, 3, 3) people; NaN where hidden
    shares: Floats  # (n_groups, 3, 3) of n
    state: NDArray[np.str_]  # (n_groups,) shown, small or hidden

    def long(self) -> pd.DataFrame:
        """Return nine rows a group: keys, `work_result`, `behaviour`, `predicate`, `n`, `share`."""
        rows = self.groups.loc[self.groups.index.repeat(9)].reset_index(drop=True)
        pairs = [(result, behaviour) for result in LEVELS for behaviour in LEVELS]
        times = len(self.groups)
        return rows.assign(
            work_result=[pair[0] for pair in pairs] * times,
            behaviour=[pair[1] for pair in pairs] * times,
            predicate=[predicate_of(*pair) for pair in pairs] * times,
            n=self.counts.ravel(),
            share=self.shares.ravel(),
        )


def level_matrix(counts: pd.DataFrame, *, by: Sequence[str], visible: Visibility) -> LevelMatrix:
    """Count people by work result and behaviour.

    Parameters
    ----------
    counts : frame
        Columns of `by`, `work_result`, `behaviour` (null: not given) and `n`, people.
    by : sequence of str
        Key columns; empty for one group of everybody.
    visible : Visibility
        What the reader may see.

    Returns
    -------
    LevelMatrix
        People with only one of the levels are left out of `n`.

    Raises
    ------
    MissingColumns, InvalidCounts, InvalidRatings
        As `analytics.counts.tabulate`.
    """
    found = tabulate(counts, by=by, categories={"work_result": LEVELS, "behaviour": LEVELS})
    size = found.table.sum(axis=(1, 2))
    state = group_states(size, found.groups, visible, is_total=not by)
    table = np.where((state == "hidden")[:, None, None], np.nan, found.table)
    n = table.sum(axis=(1, 2))
    parts = n[:, None, None]
    shares = np.divide(table, parts, out=np.full(table.shape, np.nan), where=parts > 0)
    return LevelMatrix(found.groups, n, table, shares, state)
