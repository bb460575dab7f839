"""A share over the periods, and whether its change is more than chance.

    share_t = x_t / n_t with Wilson's interval, a period each
    change  = share_now − share_before with the interval of `analytics.intervals.share_difference`

Most people of a year are there in the next one too, and people keep their predicate more often
than not. The two shares are then positively correlated and the interval of their change is
narrower than for different people. The correlation is measured on the people who are in both
periods (the movement table) and weighted by how many they are.

*Within chance* means: the interval of the change holds 0. What chance means when everybody is
counted stands in `analytics.intervals`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import number_groups, tabulate
from analytics.intervals import CONFIDENCE, Interval, paired_correlation, share_difference, wilson
from analytics.rules.predicates import PREDICATES
from analytics.suppression import Visibility, group_states

Floats = NDArray[np.float64]
Measure = Literal["very_good", "good_or_better"]

# Which predicates count for a measure, in the order of PREDICATES.
COUNTED: Final = {
    "very_good": np.array([1.0, 0, 0, 0, 0]),
    "good_or_better": np.array([1.0, 1, 0, 0, 0]),
}


@dataclass(frozen=True, eq=False)
class ShareTrend:
    """A share per group and period; NaN where hidden or absent."""

    groups: pd.DataFrame  # (n_groups, keys)
    periods: tuple[str, ...]  # sorted
    n: Floats  # (n_groups, n_periods) people
    share: Interval  # (n_groups, n_periods)
    state: NDArray[np.str_]  # (n_groups, n_periods) shown, small, hidden or absent

    def long(self) -> pd.DataFrame:
        """Return a row per group and period: keys, `period_code, value, lower, upper, n, state`."""
        each = len(self.periods)
        rows = self.groups.loc[self.groups.index.repeat(each)].reset_index(drop=True)
        return rows.assign(
            period_code=np.tile(np.array(self.periods, dtype=object), len(self.groups)),
            value=self.share.estimate.ravel(),
            lower=self.share.lower.ravel(),
            upper=self.share.upper.ravel(),
            n=self.n.ravel(),
            state=self.state.ravel(),
        )


@dataclass(frozen=True, eq=False)
class ShareChange:
    """Change of a share between two periods for each group; NaN where hidden or absent."""

    groups: pd.DataFrame  # (n_groups, keys)
    before: Floats  # (n_groups,) share
    now: Floats  # (n_groups,) share
    n_before: Floats  # (n_groups,) people
    n_now: Floats  # (n_groups,) people
    n_both: Floats  # (n_groups,) of them in both periods; 0 where the movements are not known
    change: Interval  # (n_groups,) now − before
    state: NDArray[np.str_]  # (n_groups,) shown, small, hidden or absent
    verdict: NDArray[
        np.str_
    ]  # (n_groups,) rose, fell, within_chance; not_enough_data without a number


def share_trend(
    counts: pd.DataFrame,
    *,
    by: Sequence[str],
    visible: Visibility,
    measure: Measure = "very_good",
    confidence: float = CONFIDENCE,
) -> ShareTrend:
    """Follow a share over the periods.

    Parameters
    ----------
    counts : frame
        Columns of `by`, `period_code`, `predicate` and `n`, people. One kind of period at a time.
    by : sequence of str
        Key columns without the period; empty for everybody.
    visible : Visibility
        What the reader may see: `PeriodViews`, since each period has its own sizes.
    measure : {"very_good", "good_or_better"}
        Which share.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    ShareTrend

    Raises
    ------
    MissingColumns, InvalidCounts, InvalidRatings
        As `analytics.counts.tabulate`.
    """
    keys = [*by, "period_code"]
    found = tabulate(counts, by=keys, categories={"predicate": PREDICATES})
    size = found.table.sum(axis=1)
    state = group_states(size, found.groups, visible, is_total=False)
    groups, row = number_groups(found.groups, by)
    periods, column = np.unique(
        found.groups["period_code"].to_numpy(dtype=str), return_inverse=True
    )
    shape = (len(groups), len(periods))
    x, n = np.full(shape, np.nan), np.full(shape, np.nan)
    states = np.full(shape, "absent", dtype="<U8")
    shown = state != "hidden"
    x[row, column] = np.where(shown, found.table @ COUNTED[measure], np.nan)
    n[row, column] = np.where(shown, size, np.nan)
    states[row, column] = state
    return ShareTrend(
        groups, tuple(periods.tolist()), n, wilson(x, n, confidence=confidence), states
    )


def share_change(
    counts: pd.DataFrame,
    *,
    by: Sequence[str],
    before: str,
    now: str,
    visible: Visibility,
    movements: pd.DataFrame | None = None,
    measure: Measure = "very_good",
    confidence: float = CONFIDENCE,
) -> ShareChange:
    """Compare a share with that of an earlier period.

    Parameters
    ----------
    counts : frame
        Columns of `by`, `period_code`, `predicate` and `n`, people.
    by : sequence of str
        Key columns without the period; empty for everybody.
    before, now : str
        The two `period_code` values.
    visible : Visibility
        `PeriodViews` over both periods.
    movements : frame, optional
        Columns of `by`, `previous_predicate`, `predicate` and `n`, people who are in both;
        with `period_code` and `previous_period_code`, other pairs of periods are left out. Without
        it the interval is that for different people, which is too wide rather than too narrow.
    measure : {"very_good", "good_or_better"}
        Which share.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    ShareChange
        Groups that occur in either period.

    Raises
    ------
    MissingColumns, InvalidCounts, InvalidRatings
        As `analytics.counts.tabulate`.
    """
    chosen = counts[counts["period_code"].isin([before, now])]
    found = tabulate(chosen, by=[*by, "period_code"], categories={"predicate": PREDICATES})
    size = found.table.sum(axis=1)
    each = group_states(size, found.groups, visible, is_total=False)
    groups, row = number_groups(found.groups, by)
    column = (found.groups["period_code"] == now).to_numpy().astype(np.int64)
    x, n = np.zeros((len(groups), 2)), np.zeros((len(groups), 2))
    state = np.full((len(groups), 2), "absent", dtype="<U8")
    x[row, column], n[row, column], state[row, column] = found.table @ COUNTED[measure], size, each

    worst = np.full(len(groups), "shown", dtype="<U8")
    for kind in ("small", "absent", "hidden"):
        worst[(state == kind).any(axis=1)] = kind
    known = ~np.isin(worst, ["hidden", "absent"])
    phi, n_both = _overlap(movements, groups, by, measure, before=before, now=now)
    # movements are counted by the place of the later period: somebody who came from another group
    # is in both periods of the city, but not of this group's shares
    n_both = np.minimum(n_both, n.min(axis=1))
    n = np.where(known[:, None], n, np.nan)
    change = share_difference(
        x[:, 0],
        n[:, 0],
        x[:, 1],
        n[:, 1],
        correlation=phi,
        n_both=n_both,
        confidence=confidence,
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = x / n
    verdict = np.where(
        change.lower > 0, "rose", np.where(change.upper < 0, "fell", "within_chance")
    )
    verdict = np.where(np.isnan(change.estimate), "not_enough_data", verdict)
    return ShareChange(
        groups,
        shares[:, 0],
        shares[:, 1],
        n[:, 0],
        n[:, 1],
        np.where(known, n_both, np.nan),
        change,
        worst,
        verdict,
    )


def _overlap(
    movements: pd.DataFrame | None,
    groups: pd.DataFrame,
    by: Sequence[str],
    measure: Measure,
    *,
    before: str,
    now: str,
) -> tuple[Floats, Floats]:
    """Correlation of the outcome among the people in both periods, and how many they are."""
    none = np.zeros(len(groups))
    if movements is None or movements.empty:
        return none, none
    if {"period_code", "previous_period_code"} <= set(movements.columns):
        pair = (movements["period_code"] == now) & (movements["previous_period_code"] == before)
        movements = movements[pair]
    names = {"previous_predicate": PREDICATES, "predicate": PREDICATES}
    found = tabulate(movements, by=by, categories=names, frame="movements")
    counted = COUNTED[measure]
    yes, no = counted, 1 - counted
    cells = [
        found.table @ later @ earlier
        for earlier, later in ((yes, yes), (yes, no), (no, yes), (no, no))
    ]
    phi, n_both = paired_correlation(*cells), found.table.sum(axis=(1, 2))
    if not by:
        return phi, n_both
    keys = pd.MultiIndex.from_frame(found.groups.astype(object))
    at = keys.get_indexer(pd.MultiIndex.from_frame(groups.astype(object)))
    there = at >= 0
    return np.where(there, phi[at], 0.0), np.where(there, n_both[at], 0.0)
