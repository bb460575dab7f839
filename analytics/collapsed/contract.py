"""What is known of collapsed ratings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = NDArray[np.int32]
Texts = NDArray[np.str_]

MOST_PERIODS = 62  # a bit each
CELLS_AT_ONCE = 250_000


@dataclass(frozen=True, eq=False)
class PeriodCounts:
    """How many ratings of each period a cell has: a bit a period, and counts where they repeat."""

    bits: Ints  # (n_cells,)
    repeated: Ints  # (k,) cell, rising
    period: Ints  # (k,)
    n: Ints  # (k,)
    n_periods: int

    def pieces(self) -> Iterator[tuple[slice, Floats]]:
        """Give counts (m, n_periods) of some cells at a time."""
        places = np.arange(self.n_periods)
        for first in range(0, self.bits.size, CELLS_AT_ONCE):
            cells = slice(first, min(first + CELLS_AT_ONCE, self.bits.size))
            counts = ((self.bits[cells, None] >> places) & 1).astype(np.float64)
            here = slice(*np.searchsorted(self.repeated, (cells.start, cells.stop)))
            counts[self.repeated[here] - first, self.period[here]] = self.n[here]
            yield cells, counts


@dataclass(frozen=True, eq=False)
class Totals:
    """Sums of ratings about the centre, one entry a rater type, period and whether acting."""

    kind: Ints  # (m,) -> TYPES
    period: Ints  # (m,)
    acting: NDArray[np.bool_]  # (m,)
    n: Floats  # (m,)
    total: Floats  # (m,) score points
    squares: Floats  # (m,)


@dataclass(frozen=True, eq=False)
class CollapsedRatings:
    """Cells sorted by employee and rater, and what is known of both."""

    employee: Codes  # (n_cells,)
    rater: Codes  # (n_cells,)
    count: Codes  # (n_cells,) ratings
    total: Floats  # (n_cells,) sum of the ratings about the centre
    n_acting: Codes | None  # (n_cells,) ratings as acting superior
    period_counts: PeriodCounts
    totals: Totals
    centre: float  # score points
    lowest: float  # rating, score points
    highest: float
    home_unit: Codes | None  # (n_employees,) -> units; None: no home-unit factor
    rater_type: NDArray[np.int8]  # (n_raters,) -> TYPES
    raters: Texts  # (n_raters,) sorted by type, then id
    units: Texts  # (n_home_units,) sorted; "" is the unknown home of one employee
    periods: tuple[str, ...]  # ("",) when the table has none
    n_employees: int
    is_predicate: bool
    smallest: float  # D, score points or share; NaN: half the residual sd
    smallest_rule: str
    notes: tuple[str, ...]

    @property
    def n(self) -> int:
        """Number of ratings."""
        return int(self.totals.n.sum())

    @property
    def n_raters(self) -> int:
        """Number of rater elements, all types."""
        return int(self.raters.size)

    @property
    def n_units(self) -> int:
        """Number of home units that are known by name."""
        return int((self.units != "").sum())

    @property
    def mean(self) -> float:
        """Mean of the ratings, score points."""
        return self.centre + float(self.totals.total.sum() / self.totals.n.sum())

    @property
    def sd(self) -> float:
        """Standard deviation of the ratings, score points."""
        n, total = self.totals.n.sum(), self.totals.total.sum()
        return float(np.sqrt(max(self.totals.squares.sum() / n - (total / n) ** 2, 0.0)))
