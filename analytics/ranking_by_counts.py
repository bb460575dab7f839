"""Ranks within draws for populations whose draws do not fit into memory together.

    N_d(b)     people in bin b of draw d, counted over all pieces of the population
    r_di       ½ + N Σ_{b' above b} N_d(b')/N + (1 − f) N_d(b)        f: place of the score in bin b

First every piece of the draws is counted, then every piece is drawn again from the same numbers and
ranked by the counts. Beside a rank by sorting the error is a part of one bin's people: the sixteen
thousandth part of the range holds at most a few thousandths of a per cent of them in its outer and
.03 % in its middle bins, and within a bin scores lie evenly. statistics.md, section 7.
"""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from analytics.ranking import CONFIDENCE, Ranks

Draws = NDArray[np.float32]
Floats = NDArray[np.float64]

N_BINS = 1 << 16


class CountedRanks:
    """Counts of scores by draw and bin."""

    def __init__(self, n_draws: int, low: float, high: float) -> None:
        """Start with nobody.

        Parameters
        ----------
        n_draws : int
        low, high : float, score points
            Scores outside count in the outermost bins.
        """
        self._counts = np.zeros((n_draws, N_BINS), dtype=np.int32)
        self._above: NDArray[np.float32] | None = None
        self._lock = threading.Lock()
        self._low = np.float32(low)
        self._per_point = np.float32(N_BINS / max(high - low, 1e-30))

    def count(self, draws: Draws) -> None:
        """Count some people, (n_draws, m); several threads may."""
        for counts, scores in zip(self._counts, draws, strict=True):
            here = np.bincount(self._bins(scores)[1], minlength=N_BINS).astype(np.int32)
            with self._lock:
                counts += here
                self._above = None

    def ranks(self, draws: Draws) -> NDArray[np.float32]:
        """Rank some people within each draw, 1 is best, (n_draws, m)."""
        with self._lock:
            if self._above is None:
                from_top = np.cumsum(self._counts[:, ::-1], axis=1, dtype=np.int64)[:, ::-1]
                self._above = (from_top - self._counts).astype(np.float32)
        found = np.empty_like(draws)
        for rank, scores, above, counts in zip(
            found, draws, self._above, self._counts, strict=True
        ):
            place, bins = self._bins(scores)
            place -= bins
            np.subtract(1, place, out=place)
            place *= counts[bins]
            place += above[bins]
            np.add(place, np.float32(0.5), out=rank)
        return found

    def summarise(self, draws: Draws, k: int) -> Ranks:
        """Rank some people, (n_draws, m), and say where each stands over the draws.

        Parameters
        ----------
        draws : (n_draws, m), score points
        k : int
            Size of the top.

        Returns
        -------
        Ranks
            Of these people among all who were counted.
        """
        n_draws = len(draws)
        n_people = int(self._counts[0].sum())
        ranks = np.clip(np.rint(self.ranks(draws)), 1, n_people)
        in_top = (ranks <= k).mean(axis=0)
        # a person a row: neighbours in memory are sorted several times as fast
        rising = np.ascontiguousarray(ranks.T)
        rising.sort(axis=1)
        tail = (1 - CONFIDENCE) / 2
        places = np.array([tail, 0.5, 0.5, 1 - tail]) * (n_draws - 1)
        at = [int(np.floor(places[0] + 1e-9)), int(places[1])]
        at += [int(np.ceil(places[2])), int(np.ceil(places[3] - 1e-9))]
        lower, low_half, high_half, upper = (rising[:, each].astype(np.int64) for each in at)
        return Ranks(lower, (low_half + high_half) // 2, upper, in_top.astype(np.float64))

    def _bins(self, scores: Draws) -> tuple[Draws, NDArray[np.int32]]:
        """Place of each score on the scale of bins, and its bin."""
        place = scores - self._low
        place *= self._per_point
        np.clip(place, np.float32(0), np.float32(N_BINS - 0.01), out=place)
        return place, place.astype(np.int32)
