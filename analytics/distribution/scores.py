"""Numeric scores from counts per bin: mean, spread, quantiles, histogram, share at the ceiling.

    mean = Σ s / n
    sd   = √( (Σ s² − n mean²) / (n − 1) )                    exact: the sums come with the bins
    Q(p) = bin edge + width (p n − people below the bin) / people in the bin

A quantile is interpolated inside the bin that holds it. The order statistic itself lies in the
same bin, so the error is below one bin width (`ScoreSummary.quantile_error`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import check_counts, number_groups, require_columns
from analytics.errors import InvalidCounts, InvalidSetting
from analytics.intervals import Interval, wilson
from analytics.suppression import Visibility, group_states

Floats = NDArray[np.float64]

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
SUM_SLACK: Final = 1e-6  # relative, of sums that a database added in another order


@dataclass(frozen=True, eq=False)
class ScoreSummary:
    """Scores of each group; all numbers of a hidden group are NaN."""

    groups: pd.DataFrame  # (n_groups, keys)
    n: Floats  # (n_groups,) people with a score
    mean: Floats  # (n_groups,) score points
    sd: Floats  # (n_groups,) NaN under two people
    quantiles: Floats  # (n_groups, 5) at QUANTILES
    quantile_error: float  # score points; a quantile is at most this far from the order statistic
    edges: Floats  # (n_bins + 1,) score points
    histogram: Floats  # (n_groups, n_bins) people
    at_ceiling: Interval  # (n_groups,) share with the highest score of the scale
    state: NDArray[np.str_]  # (n_groups,) shown, small or hidden

    @property
    def median(self) -> Floats:
        """The middle of QUANTILES."""
        return self.quantiles[:, QUANTILES.index(0.5)]

    def bins(self) -> pd.DataFrame:
        """Return one row per group and bin: keys, `lower`, `upper`, `n`, `share`."""
        n_bins = len(self.edges) - 1
        rows = self.groups.loc[self.groups.index.repeat(n_bins)].reset_index(drop=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            shares = self.histogram / self.n[:, None]
        return rows.assign(
            lower=np.tile(self.edges[:-1], len(self.groups)),
            upper=np.tile(self.edges[1:], len(self.groups)),
            n=self.histogram.ravel(),
            share=shares.ravel(),
        )


def score_summary(
    bins: pd.DataFrame,
    *,
    by: Sequence[str],
    visible: Visibility,
    scale_top: float,
    width: float = 1.0,
) -> ScoreSummary:
    """Summarise scores that were counted in bins.

    Parameters
    ----------
    bins : frame
        Columns of `by`, `score_bin` (lower edge of the bin, score points), `n` (people),
        `sum_score` and `sum_squares` of the scores in it. One scale only: 0–100 and 0–120 never
        share an axis (R3.9).
    by : sequence of str
        Key columns; empty for one group of everybody.
    visible : Visibility
        What the reader may see.
    scale_top : float, score points
        Highest score of the scale; the bin that starts there holds nothing else.
    width : float, score points
        Width of a bin.

    Returns
    -------
    ScoreSummary
        The histogram spans the bins that occur, without gaps.

    Raises
    ------
    MissingColumns, InvalidCounts, InvalidSetting
        If columns are missing, counts are none, sums do not fit their bin, or width is not
        positive.
    """
    require_columns(bins, [*by, "score_bin", "n", "sum_score", "sum_squares"], frame="score bins")
    if width <= 0:
        raise InvalidSetting("width", width, needed="positive")
    n = check_counts(bins["n"], "n")
    edge = bins["score_bin"].to_numpy(dtype=np.float64)
    sums = bins["sum_score"].to_numpy(dtype=np.float64)
    squares = bins["sum_squares"].to_numpy(dtype=np.float64)
    _check_sums(edge, width, n, sums)
    groups, of_row = number_groups(bins, by)
    n_groups = len(groups)
    size = np.bincount(of_row, weights=n, minlength=n_groups).astype(np.float64)
    state = group_states(size, groups, visible, is_total=not by)
    hidden = state == "hidden"

    lowest = edge.min() if edge.size else 0.0
    place = np.rint((edge - lowest) / width).astype(np.int64)
    n_bins = int(place.max()) + 1 if edge.size else 1
    edges = np.asarray(lowest + width * np.arange(n_bins + 1), dtype=np.float64)
    table = np.bincount(of_row * n_bins + place, weights=n, minlength=n_groups * n_bins)
    counts: Floats = np.where(hidden[:, None], np.nan, table.reshape(n_groups, n_bins))

    size = np.where(hidden, np.nan, size)
    total = np.bincount(of_row, weights=sums, minlength=n_groups)
    total_squares = np.bincount(of_row, weights=squares, minlength=n_groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(size > 0, total / size, np.nan)
        spread = np.maximum(total_squares - size * mean**2, 0.0)
        sd = np.where(size > 1, np.sqrt(spread / (size - 1)), np.nan)
    top = counts[:, edges[:-1] >= scale_top].sum(axis=1)
    return ScoreSummary(
        groups=groups,
        n=size,
        mean=mean,
        sd=sd,
        quantiles=_quantiles(counts, edges, width, scale_top),
        quantile_error=width,
        edges=edges,
        histogram=counts,
        at_ceiling=wilson(top, size),
        state=state,
    )


def _quantiles(table: Floats, edges: Floats, width: float, scale_top: float) -> Floats:
    below = np.cumsum(table, axis=1)
    size = below[:, -1:]
    wanted = size * np.array(QUANTILES)[None, :]
    # first bin whose cumulated count reaches the wanted one
    at = (below[:, None, :] < wanted[:, :, None] - 1e-9).sum(axis=2).clip(max=table.shape[1] - 1)
    inside = np.take_along_axis(table, at, axis=1)
    before = np.take_along_axis(below, at, axis=1) - inside
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(inside > 0, (wanted - before) / inside, 0.0)
    found = np.minimum(edges[at] + width * part.clip(0, 1), scale_top)
    return np.where(size > 0, found, np.nan)


def _check_sums(edge: Floats, width: float, n: Floats, sums: Floats) -> None:
    """Refuse a sum of scores that is outside n times the edges of its bin."""
    slack = SUM_SLACK * (1 + np.abs(edge)) * (1 + n)
    bad = np.flatnonzero(~((sums >= edge * n - slack) & (sums <= (edge + width) * n + slack)))
    if bad.size:
        raise InvalidCounts("sum_score", bad.tolist(), problem="the sum does not fit the bin")
