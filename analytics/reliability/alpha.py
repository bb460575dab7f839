"""Krippendorff's alpha: agreement of several raters about the same people, beyond chance.

    α = 1 − D_o/D_e
    D_o = (1/n) Σ_u 1/(m_u − 1) Σ_{i≠j in u} δ²(x_i, x_j)       n = Σ m_u over people with m_u ≥ 2
    D_e = 1/(n(n − 1)) Σ_c Σ_d n_c n_d δ²(c, d)                 n_c pairable values equal to c

    nominal   δ² = [c ≠ d]              ordinal  δ² = (midrank c − midrank d)², ranks among the n
    interval  δ² = (c − d)²             ratio    δ² = ((c − d)/(c + d))², 0 if c = d

(Krippendorff 2019, Content Analysis, 4th ed., chapter 12.) His ordinal difference, the sum of n_g
from c to d less half of both ends, is the difference of the midranks, so ordinal is interval on
midranks.

The 95 % interval draws people with replacement and takes expanded percentiles of α, with D_e drawn
anew too. Draws in which all values are alike have no α and are left out. Gaps are allowed; who has
one rater only is left out, as the formula says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.errors import InvalidSetting
from analytics.intervals import CONFIDENCE, bootstrap_tail
from analytics.reliability.crossed import CrossedRatings
from analytics.reliability.estimates import Coefficient, not_available

Floats = NDArray[np.float64]
Alphas = Callable[[Floats], Floats]  # (n_draws, n_people) weights to (n_draws,) α

LEVELS: Final = ("nominal", "ordinal", "interval", "ratio")
REPEATS: Final = {"nominal": "mode", "ordinal": "median", "interval": "mean", "ratio": "mean"}
N_DRAWS: Final = 1000
MANY_LEVELS: Final = 4000  # ratio: a table of all pairs of values, 128 MB at this size
BLOCK: Final = 4_000_000  # weights at once


def krippendorff_alpha(
    crossed: CrossedRatings,
    *,
    level: str,
    rng: np.random.Generator,
    n_draws: int = N_DRAWS,
    confidence: float = CONFIDENCE,
) -> Coefficient:
    """Estimate alpha with a bootstrap interval over people.

    Parameters
    ----------
    crossed : CrossedRatings
        One value per employee and rater; gaps are allowed. `REPEATS` names what stands for
        several ratings at each level.
    level : str
        `nominal`, `ordinal`, `interval` or `ratio`.
    rng : Generator
    n_draws : int
    confidence : float
        Two-sided cover.

    Returns
    -------
    Coefficient
        People with one rating count neither in the estimate nor in `n_employees`.

    Raises
    ------
    InvalidSetting
        If the level is unknown.
    """
    if level not in LEVELS:
        raise InvalidSetting("level", level, needed=f"one of {', '.join(LEVELS)}")
    pairable = crossed.per_employee[crossed.employee] >= 2
    people, unit = np.unique(crossed.employee[pairable], return_inverse=True)
    x = crossed.value[pairable]
    size = (people.size, np.unique(crossed.rater[pairable]).size or crossed.n_raters)
    values, code = np.unique(x, return_inverse=True)
    reason = ""
    if crossed.n_raters < 2:
        reason = "one_rater"
    elif people.size < 2:
        reason = "one_employee" if people.size else "no_repeats"
    elif values.size < 2:
        reason = "no_spread"
    elif level == "ratio" and values[0] < 0:
        reason = "negative_values"
    elif level == "ratio" and values.size > MANY_LEVELS:
        reason = "many_levels"
    if reason:
        return not_available("krippendorff_alpha", reason, *size)
    alphas = _alphas(level, unit, code, values)
    estimate = float(alphas(np.ones((1, people.size)))[0])
    drawn = _draw(alphas, people.size, n_draws, rng)
    tail = bootstrap_tail(people.size, confidence=confidence)
    lower, upper = np.nanquantile(drawn, [tail, 1 - tail])
    lost = int(np.isnan(drawn).sum())
    note = f"{lost} of {n_draws} draws held one value only" if lost else ""
    return Coefficient("krippendorff_alpha", estimate, float(lower), float(upper), *size, note=note)


def _draw(alphas: Alphas, n: int, n_draws: int, rng: np.random.Generator) -> Floats:
    """Draw people with replacement and return α of each draw."""
    drawn = []
    step = max(1, min(n_draws, BLOCK // n))
    for first in range(0, n_draws, step):
        size = min(step, n_draws - first)
        picked = rng.integers(n, size=(size, n)) + n * np.arange(size)[:, None]
        weights = np.bincount(picked.ravel(), minlength=size * n).reshape(size, n)
        drawn.append(alphas(weights.astype(np.float64)))
    return np.concatenate(drawn)


def _alphas(level: str, unit: NDArray[np.intp], code: NDArray[np.intp], values: Floats) -> Alphas:
    """Return the function from people's weights to α."""
    m = np.bincount(unit).astype(np.float64)
    if level == "interval":
        x = (values - values.mean())[code]
        return lambda weights: _squared_alpha(weights, m, unit, x)
    table = sparse.csr_array((np.ones(unit.size), (unit, code)), shape=(m.size, values.size))
    table.sum_duplicates()
    person, c, d, times = _pairs(table, m)
    if level == "ordinal":
        pairs, place = np.unique(c * values.size + d, return_inverse=True)
        among = sparse.csr_array((times, (place, person)), shape=(pairs.size, m.size))
        low, high = pairs // values.size, pairs % values.size
        return lambda weights: _ordinal_alpha(weights, m, table, among, low, high)
    if level == "nominal":
        inside = np.bincount(person, times, m.size)

        def expected(counts: Floats) -> Floats:
            n = counts.sum(axis=1)
            return np.asarray(n * n - (counts * counts).sum(axis=1))
    else:
        with np.errstate(invalid="ignore"):
            delta = (values[:, None] - values[None, :]) / (values[:, None] + values[None, :])
        delta = np.nan_to_num(delta) ** 2  # 0/0 is the pair of two zeros, which agree
        inside = np.bincount(person, times * delta[c, d], m.size)

        def expected(counts: Floats) -> Floats:
            return np.asarray(((counts @ delta) * counts).sum(axis=1))

    def alpha(weights: Floats) -> Floats:
        counts = np.asarray((table.T @ weights.T).T)
        return _one_less(weights @ inside, expected(counts), weights @ m)

    return alpha


def _pairs(
    table: sparse.csr_array, m: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Floats]:
    """Return person, two different values c < d of theirs and 2 n_c n_d/(m − 1)."""
    cells = table.tocoo()
    person, code, n = cells.row.astype(np.int64), cells.col.astype(np.int64), cells.data
    order = np.lexsort((code, person))
    person, code, n = person[order], code[order], n[order]
    found = []
    for lag in range(1, int(np.bincount(person).max())):
        first = np.flatnonzero(person[lag:] == person[:-lag])
        times = 2 * n[first] * n[first + lag] / (m[person[first]] - 1)
        found.append((person[first], code[first], code[first + lag], times))
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none, np.zeros(0)
    whose, c, d, times = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return whose, c, d, times


def _squared_alpha(weights: Floats, m: Floats, unit: NDArray[np.intp], x: Floats) -> Floats:
    """Return α of squared differences by sums: Σ_{i≠j}(x_i − x_j)² = 2(mΣx² − (Σx)²)."""
    total = np.bincount(unit, x, m.size)
    squares = np.bincount(unit, x * x, m.size)
    middle = total / m
    spread = np.bincount(unit, (x - middle[unit]) ** 2, m.size)
    n = weights @ m
    expected = 2 * (n * (weights @ squares) - (weights @ total) ** 2)
    # what is left of equal values after rounding is no spread
    expected = np.where(expected <= 1e-12 * n * (weights @ squares), 0.0, expected)
    return _one_less(weights @ (2 * m * spread / (m - 1)), expected, n)


def _ordinal_alpha(
    weights: Floats,
    m: Floats,
    table: sparse.csr_array,
    among: sparse.csr_array,
    low: NDArray[np.int64],
    high: NDArray[np.int64],
) -> Floats:
    """Return α on midranks, which every draw has anew; `among` counts pairs of values by person."""
    alphas = []
    step = max(1, BLOCK // max(low.size, table.shape[1]))
    for first in range(0, len(weights), step):
        drawn = weights[first : first + step]
        counts = np.asarray((table.T @ drawn.T).T)
        n = counts.sum(axis=1)
        rank = np.cumsum(counts, axis=1) - counts / 2 - n[:, None] / 2  # their mean is 0
        observed = ((rank[:, high] - rank[:, low]) ** 2 * (among @ drawn.T).T).sum(axis=1)
        expected = 2 * n * (counts * rank * rank).sum(axis=1)
        alphas.append(_one_less(observed, expected, n))
    return np.concatenate(alphas)


def _one_less(observed: Floats, expected: Floats, n: Floats) -> Floats:
    """Return 1 − D_o/D_e from the sums, NaN where nothing differs."""
    alpha = np.full(observed.shape, np.nan)
    np.divide(observed * (n - 1), expected, out=alpha, where=expected > 0)
    return 1 - alpha
