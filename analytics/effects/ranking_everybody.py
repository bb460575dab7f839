"""Ranks of a population from draws that are made a piece at a time, twice."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from analytics.prediction_error import DrawnErrors, Scores
from analytics.ranking import Ranks
from analytics.ranking_by_counts import CountedRanks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Draws = NDArray[np.float32]

NUMBERS_OF_A_PIECE = 10_000_000  # people × draws at a time: 40 MB
N_THREADS = 2  # NumPy lets them run beside each other here
REACH = 6.0  # standard deviations beyond the outermost score that the bins cover


def rank_everybody(
    scores: Scores,
    drawn: DrawnErrors,
    pattern: Ints,
    adjusted: Floats,
    rng: np.random.Generator,
    *,
    k: int,
) -> Ranks:
    """Rank employees within draws of their adjusted scores.

    Parameters
    ----------
    scores : Scores
    drawn : DrawnErrors
        All draws, of raters, units and fixed effects.
    pattern : (n_employees,) rows of the equations
    adjusted : (n_employees,)
        Posterior mean, unit scale.
    rng : Generator
        For what each score has of its own.
    k : int
        Size of the top.

    Returns
    -------
    Ranks
    """
    order = np.argsort(pattern, kind="stable")
    size = np.bincount(pattern, minlength=scores.own_variance.size)
    n_draws = drawn.rater.shape[1]
    own_sd = np.sqrt(scores.own_variance).astype(np.float32)
    reach = REACH * float(np.sqrt(scores.own_variance.max() + adjusted.var()))
    counted = CountedRanks(n_draws, float(adjusted.min()) - reach, float(adjusted.max()) + reach)
    lower, median, upper = (np.empty(adjusted.size, dtype=np.int64) for _ in range(3))
    found = Ranks(lower, median, upper, np.empty(adjusted.size))
    parts = list(_pieces(size, n_draws))
    pieces = [
        (patterns, order[people], generator)
        for (patterns, people), generator in zip(parts, rng.spawn(len(parts)), strict=True)
    ]

    def draws(piece: tuple[slice, Ints, np.random.Generator]) -> Draws:
        patterns, people, generator = piece
        generator = copy.deepcopy(generator)  # the same numbers whenever a piece is drawn
        shared = np.ascontiguousarray(scores.shared_error(drawn, patterns).T, dtype=np.float32)
        pattern_of = np.repeat(np.arange(shared.shape[1]), size[patterns])
        sd = own_sd[patterns][pattern_of]
        mean = adjusted[people].astype(np.float32)
        made = np.empty((n_draws, people.size), dtype=np.float32)
        for one, errors in zip(made, shared, strict=True):  # short rows stay in the cache
            generator.standard_normal(out=one, dtype=np.float32)
            one *= sd
            one -= errors.take(pattern_of)
            one += mean
        return made

    def count(piece: tuple[slice, Ints, np.random.Generator]) -> None:
        counted.count(draws(piece))

    def rank(piece: tuple[slice, Ints, np.random.Generator]) -> None:
        people = piece[1]
        part = counted.summarise(draws(piece), k)
        found.lower[people], found.median[people] = part.lower, part.median
        found.upper[people], found.top_probability[people] = part.upper, part.top_probability

    with ThreadPoolExecutor(N_THREADS) as threads:
        for each in (count, rank):
            list(threads.map(each, pieces))  # a list, so that an error is raised here
    return found


def _pieces(size: Ints, n_draws: int) -> Iterator[tuple[slice, slice]]:
    """Give patterns and the places of their people, some at a time."""
    reached = np.concatenate(([0], np.cumsum(size)))
    most = max(1, NUMBERS_OF_A_PIECE // n_draws)
    first = 0
    while first < size.size:
        last = int(np.searchsorted(reached, reached[first] + most, side="right")) - 1
        last = max(last, first + 1)
        yield slice(first, last), slice(int(reached[first]), int(reached[last]))
        first = last
