"""Targets reached, n of n.

A target is reached if the realised value is at least (at most, exactly) the target value, as its
direction says. What was not reported is not counted as missed, and what nobody verified is counted
apart from what was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import check_counts, number_groups, require_columns, sum_by_group
from analytics.errors import InvalidRatings
from analytics.intervals import CONFIDENCE, Interval, wilson
from analytics.suppression import Visibility, group_states

Floats = NDArray[np.float64]

DIRECTIONS: Final = ("at_least", "at_most", "exactly")
EQUAL: Final = 1e-9  # relative, for values read from text


@dataclass(frozen=True, eq=False)
class TargetsReached:
    """Targets by group; NaN where hidden. Reported ones are reached or missed."""

    groups: pd.DataFrame  # (n_groups, keys)
    n_targets: Floats  # (n_groups,) all
    n_not_measurable: Floats  # without a target as a number
    n_not_reported: Floats  # without a realised value
    n_reported: Floats  # with both numbers
    n_reached: Floats
    n_verified: Floats  # reported and verified by somebody
    n_verified_reached: Floats
    reached: Interval  # share of the reported
    verified_reached: Interval  # share of the verified
    state: NDArray[np.str_]  # shown, small or hidden

    @property
    def n_unverified(self) -> Floats:
        """Reported, but verified by nobody."""
        return self.n_reported - self.n_verified

    def long(self) -> pd.DataFrame:
        """Return a row per group with all counts, the two shares and their limits."""
        return self.groups.assign(
            n_targets=self.n_targets,
            n_not_measurable=self.n_not_measurable,
            n_not_reported=self.n_not_reported,
            n_reported=self.n_reported,
            n_reached=self.n_reached,
            n_verified=self.n_verified,
            n_unverified=self.n_unverified,
            n_verified_reached=self.n_verified_reached,
            reached_share=self.reached.estimate,
            reached_lower=self.reached.lower,
            reached_upper=self.reached.upper,
            verified_reached_share=self.verified_reached.estimate,
            state=self.state,
        )


def targets_reached(
    targets: pd.DataFrame,
    *,
    by: Sequence[str],
    visible: Visibility,
    confidence: float = CONFIDENCE,
) -> TargetsReached:
    """Count targets reached, missed, not reported and not verified.

    Parameters
    ----------
    targets : frame
        Columns of `by`, `target_value`, `target_direction` (null: at_least), `realised_value`,
        `verified_by` (null: nobody) and optionally `n`, how many targets a row stands for.
    by : sequence of str
        Key columns; empty for everybody.
    visible : Visibility
        What the reader may see. A group with fewer targets than the minimum is hidden too.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    TargetsReached

    Raises
    ------
    MissingColumns, InvalidRatings, InvalidCounts
        If columns are missing, a direction is unknown, or `n` is no count.
    """
    columns = ["target_value", "target_direction", "realised_value", "verified_by"]
    require_columns(targets, [*by, *columns], frame="targets")
    weight = check_counts(targets["n"], "n") if "n" in targets else np.ones(len(targets))
    is_reached = _is_reached(targets)
    measurable = targets["target_value"].notna().to_numpy()
    realised = targets["realised_value"].notna().to_numpy()
    verified = targets["verified_by"].notna().to_numpy()
    groups, of_row = number_groups(targets, by)
    marks = np.column_stack(
        [
            np.ones(len(targets), dtype=bool),
            ~measurable,
            measurable & ~realised,
            measurable & realised,
            is_reached,
            measurable & realised & verified,
            is_reached & verified,
        ]
    )
    sums = sum_by_group(of_row, marks * weight[:, None], len(groups))
    state = group_states(sums[:, 0], groups, visible, is_total=not by)
    sums = np.where((state == "hidden")[:, None], np.nan, sums)
    every, not_measurable, not_reported, reported, reached, n_verified, both = sums.T
    return TargetsReached(
        groups=groups,
        n_targets=every,
        n_not_measurable=not_measurable,
        n_not_reported=not_reported,
        n_reported=reported,
        n_reached=reached,
        n_verified=n_verified,
        n_verified_reached=both,
        reached=wilson(reached, reported, confidence=confidence),
        verified_reached=wilson(both, n_verified, confidence=confidence),
        state=state,
    )


def _is_reached(targets: pd.DataFrame) -> NDArray[np.bool_]:
    direction = targets["target_direction"].fillna("at_least").astype(str).to_numpy(dtype=str)
    strange = sorted(set(direction) - set(DIRECTIONS))
    if strange:
        raise InvalidRatings("target_direction", strange, allowed=DIRECTIONS)
    target, realised = (
        targets[name].to_numpy(dtype=np.float64, na_value=np.nan)
        for name in ("target_value", "realised_value")
    )
    slack = EQUAL * np.maximum(np.abs(target), 1)
    reached: NDArray[np.bool_] = np.select(
        [direction == "at_least", direction == "at_most"],
        [realised >= target - slack, realised <= target + slack],
        np.abs(realised - target) <= slack,
    )
    return reached
