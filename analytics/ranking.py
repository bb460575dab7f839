"""Ranks with their uncertainty: interval, probability of the top K, the band without an order.

    r_di   rank of employee i in draw d of the adjusted scores, 1 is best
    rank interval    5 % and 95 % quantile of r_di over the draws, whole numbers
    top_probability  share of draws with r_di ≤ K

Where draws of everybody would not fit into memory, N is so large that ranks hardly move with the
others' chance: with F(x) = mean over i of Φ((x − a_i)/sd_i), the share of people below x,

    rank at score x ≈ ½ + N (1 − F(x)) ;  top_probability = Φ((a_i − c)/sd_i),  N (1 − F(c)) = K

Candidates with a probability between .2 and .8 form a band that the model does not order.
statistics.md, section 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from analytics.errors import InvalidSetting

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

CONFIDENCE: Final = 0.90  # of the rank interval
BAND: Final = (0.2, 0.8)  # statistics.md 7: probabilities that give no order
BLOCK_CELLS: Final = 2_000_000  # ranks sorted at once: 8 MB
GRID: Final = 20_000  # points of the population's distribution: its error is below 1e-4


@dataclass(frozen=True, eq=False)
class Ranks:
    """Where each employee stands among all, with what the data leave open."""

    lower: Counts  # (n_employees,) best rank of the 90 % interval, 1 is best
    median: Counts  # (n_employees,)
    upper: Counts  # (n_employees,) worst rank of the 90 % interval
    top_probability: Floats  # (n_employees,) share 0–1


def top_count(n_employees: int, share: float) -> int:
    """How many people a share of the top is: rounded, at least 1.

    Raises
    ------
    InvalidSetting
        If the share does not lie above 0 and below or at 1.
    """
    if not 0 < share <= 1:
        raise InvalidSetting("top", share, needed="above 0 and at most 1")
    return max(1, min(n_employees, int(np.floor(share * n_employees + 0.5))))


def rank_draws(draws: NDArray[np.floating], k: int) -> Ranks:
    """Rank employees within each draw of their adjusted scores.

    Parameters
    ----------
    draws : (n_draws, n_employees) array, score points
        Joint draws; higher is better.
    k : int
        Size of the top.

    Returns
    -------
    Ranks
        Equal scores share the places they take: the interval spans them all, and the last places
        of the top are divided among them.

    Raises
    ------
    InvalidSetting
        If there is no draw or `k` is below 1.
    """
    n_draws, n_employees = draws.shape
    if n_draws < 1:
        raise InvalidSetting("draws", n_draws, needed="at least one")
    if k < 1:
        raise InvalidSetting("k", k, needed="at least 1")
    first = np.empty((n_draws, n_employees), dtype=np.int32)
    place = np.arange(1, n_employees + 1, dtype=np.int32)
    in_top = np.zeros(n_employees)
    shared: list[tuple[int, Counts, NDArray[np.int32]]] = []  # draw, employees, their last place
    for d in range(n_draws):
        order = np.argsort(-draws[d])  # need not be stable: equal scores share their places
        first[d, order] = place
        in_top[order[:k]] += 1.0
        begin, length = _runs(draws[d, order])
        if not begin.size:
            continue
        members = np.arange(length.sum()) + np.repeat(begin - np.cumsum(length) + length, length)
        employees = order[members]
        first[d, employees] = np.repeat(begin + 1, length)
        shared.append((d, employees, np.repeat(begin + length, length).astype(np.int32)))
        across = np.flatnonzero((begin < k) & (begin + length > k))
        if across.size:  # the last places of the top are divided among equals
            at, n_equal = int(begin[across[0]]), int(length[across[0]])
            in_top[order[at:k]] -= 1.0
            in_top[order[at : at + n_equal]] += (k - at) / n_equal
    tail = (1 - CONFIDENCE) / 2
    lower, low_half = _quantiles(first, (tail, 0.5), "lower")
    for d, employees, ends in shared:  # from here on the last place of each
        first[d, employees] = ends
    high_half, upper = _quantiles(first, (0.5, 1 - tail), "higher")
    return Ranks(
        lower=lower,
        median=(low_half + high_half) // 2,
        upper=upper,
        top_probability=np.clip(in_top / n_draws, 0.0, 1.0),
    )


def _runs(falling: NDArray[np.floating]) -> tuple[Counts, Counts]:
    """Begin and length of each run of equal scores among the scores, which come sorted."""
    same = np.flatnonzero(falling[1:] == falling[:-1])
    if not same.size:
        return same, same
    new = np.flatnonzero(np.diff(same) > 1)
    begin, end = same[np.r_[0, new + 1]], same[np.r_[new, same.size - 1]] + 1
    return begin, end - begin + 1


def _quantiles(
    ranks: NDArray[np.int32], at: tuple[float, float], side: str
) -> tuple[Counts, Counts]:
    """Two quantiles of each column as ranks of a draw, in blocks: sorting copies."""
    n_draws, n_employees = ranks.shape
    places = np.array(at) * (n_draws - 1)
    rows = np.floor(places + 1e-9) if side == "lower" else np.ceil(places - 1e-9)
    found = np.empty((2, n_employees), dtype=np.int64)
    width = max(1, BLOCK_CELLS // n_draws)
    for start in range(0, n_employees, width):
        block = slice(start, start + width)
        # a person a row: neighbours in memory are sorted several times as fast as a column is
        rising = np.array(ranks[:, block].T, order="C")
        rising.sort(axis=1)
        found[:, block] = rising[:, rows.astype(np.int64)].T
    return found[0], found[1]


def rank_normal(adjusted: Floats, sd: Floats, k: int) -> Ranks:
    """Rank a large population from the marginal posterior of each employee.

    Parameters
    ----------
    adjusted, sd : (n_employees,) arrays, score points
        Posterior mean and standard deviation, errors that everybody shares left out.
    k : int
        Size of the top.

    Returns
    -------
    Ranks
        Close to those of `rank_draws` from about ten thousand people on.

    Raises
    ------
    InvalidSetting
        If `k` is below 1 or an sd is negative or no number.
    """
    n = adjusted.size
    if k < 1:
        raise InvalidSetting("k", k, needed="at least 1")
    if n == 0:
        return Ranks(*(np.zeros(0, dtype=np.int64),) * 3, np.zeros(0))
    if not (np.isfinite(sd) & (sd >= 0)).all():
        raise InvalidSetting("sd", float(np.min(sd)), needed="0 or more")
    x, above = _population_above(adjusted, sd)
    z = float(ndtri(0.5 + CONFIDENCE / 2))

    def rank_at(score: Floats) -> Counts:
        rank = np.rint(0.5 + n * np.interp(score, x, above))
        return np.clip(rank, 1, n).astype(np.int64)

    cut = float(np.interp(k / n, above[::-1], x[::-1]))
    scale = np.maximum(sd, 1e-9 * max(float(x[-1] - x[0]), 1e-300))
    return Ranks(
        rank_at(adjusted + z * sd),
        rank_at(adjusted),
        rank_at(adjusted - z * sd),
        ndtr((adjusted - cut) / scale),
    )


def _population_above(adjusted: Floats, sd: Floats) -> tuple[Floats, Floats]:
    """1 − F on a grid: people with nearly the same sd at a time, spread by that sd."""
    low, high = float((adjusted - 5 * sd).min()), float((adjusted + 5 * sd).max())
    if not high > low:
        return np.array([low - 1.0, low, low + 1.0]), np.array([1.0, 0.5, 0.0])
    edges = np.linspace(low, high, GRID + 1)
    step = edges[1] - edges[0]
    density = np.zeros(GRID)
    widths = np.quantile(sd, np.linspace(0, 1, 33))
    group = np.searchsorted(np.unique(widths)[1:-1], sd, side="right")
    for g in np.unique(group):
        members = group == g
        counts, _ = np.histogram(adjusted[members], bins=edges)
        half = int(np.ceil(5 * sd[members].max() / step))
        around = np.arange(-half, half + 1) * step
        width = max(float(np.sqrt(np.mean(sd[members] ** 2))), 1e-9 * step)
        kernel = np.diff(ndtr(np.r_[around - step / 2, around[-1] + step / 2] / width))
        density += _spread_out(counts, kernel)[half : half + GRID]
    cumulative = np.r_[0.0, np.cumsum(density)]
    return edges, 1.0 - cumulative / cumulative[-1]


def _spread_out(counts: NDArray[np.int64], kernel: Floats) -> Floats:
    """Convolve by Fourier transform: the direct sum of a wide kernel took seconds."""
    size = counts.size + kernel.size - 1
    product = np.fft.rfft(counts, size) * np.fft.rfft(kernel, size)
    return np.maximum(np.fft.irfft(product, size), 0.0)  # rounding may fall below


def in_band(top_probability: Floats) -> NDArray[np.bool_]:
    """Whom the model does not order: neither surely in the top nor surely out of it.

    Parameters
    ----------
    top_probability : (n_employees,) array, share 0–1

    Returns
    -------
    (n_employees,) bool
    """
    return (top_probability >= BAND[0]) & (top_probability <= BAND[1])
