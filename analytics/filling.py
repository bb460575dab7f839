"""How well the appraisals were filled in: complete, on time, with feedback of their own.

    share = done / expected with Wilson's interval

Where nobody knows how many there should be (no people master, no deadline, no feedback text at
all) the state is *unknown*: never 100 %. More done than expected means that the people master and
the appraisals disagree; that is a state as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import check_counts, number_groups, require_columns
from analytics.intervals import CONFIDENCE, Interval, wilson
from analytics.suppression import Visibility, group_states

Floats = NDArray[np.float64]
Measure = Literal["appraised", "late", "feedback", "copied"]

WHOLES: Final[Mapping[Measure, tuple[str, str]]] = {  # how many, of how many
    "appraised": ("n", "n_employees"),
    "late": ("n_late", "n_dated"),
    "feedback": ("n_feedback", "n"),
    "copied": ("n_copied", "n_feedback"),
}


@dataclass(frozen=True, eq=False)
class Tally:
    """How many of how many, by group; NaN where hidden, unknown or inconsistent."""

    groups: pd.DataFrame  # (n_groups, keys)
    n_done: Floats  # (n_groups,)
    n_expected: Floats  # (n_groups,) NaN where unknown
    share: Interval  # (n_groups,)
    state: NDArray[np.str_]  # (n_groups,) shown, small, hidden, unknown or inconsistent

    def long(self) -> pd.DataFrame:
        """Return a row per group: keys, `n_done, n_expected, share, lower, upper, state`."""
        return self.groups.assign(
            n_done=self.n_done,
            n_expected=self.n_expected,
            share=self.share.estimate,
            lower=self.share.lower,
            upper=self.share.upper,
            state=self.state,
        )


def filled_in(
    filling: pd.DataFrame,
    measure: Measure,
    *,
    by: Sequence[str],
    visible: Visibility,
    confidence: float = CONFIDENCE,
) -> Tally:
    """How many of those that could: people appraised, appraisals late, with feedback, copied.

    Parameters
    ----------
    filling : frame
        Columns of `by` and the two that WHOLES names for the measure; null: this row does not tell.
        Nobody in the second one: unknown. Groups may have several rows.
    measure : {"appraised", "late", "feedback", "copied"}
        People with a result among those in post; appraisals set after the deadline among those
        with a date and a deadline; with a feedback text among all; texts that stand word for word
        in other appraisals among all texts.
    by : sequence of str
        Key columns; empty for everybody.
    visible : Visibility
        What the reader may see; the group are the people the second column counts, so for those
        appraised its lattice is one of head counts.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    Tally

    Raises
    ------
    MissingColumns, InvalidCounts
        If columns are missing or counts are none.
    """
    done, expected = WHOLES[measure]
    require_columns(filling, [*by, done, expected], frame="filling")
    groups, of_row = number_groups(filling, by)
    # a null means nothing is known from this row, as opposed to a count of 0
    known = filling[expected].notna().to_numpy()
    parts, wholes = (check_counts(filling[name].fillna(0), name) for name in (done, expected))
    n_done = np.bincount(of_row, weights=parts, minlength=len(groups)).astype(np.float64)
    n_expected = np.bincount(of_row, weights=wholes, minlength=len(groups)).astype(np.float64)
    is_known = np.bincount(of_row, weights=known, minlength=len(groups)) > 0
    is_known &= n_expected > 0
    state = group_states(np.where(is_known, n_expected, n_done), groups, visible, is_total=not by)
    hidden = state == "hidden"
    state = np.where(~hidden & ~is_known, "unknown", state)
    state = np.where(~hidden & is_known & (n_done > n_expected), "inconsistent", state)
    n_done = np.where(hidden, np.nan, n_done)
    n_expected = np.where(hidden | ~is_known, np.nan, n_expected)
    countable = n_done <= n_expected
    share = wilson(
        np.where(countable, n_done, np.nan),
        np.where(countable, n_expected, np.nan),
        confidence=confidence,
    )
    return Tally(groups, n_done, n_expected, share, state.astype(np.str_))
