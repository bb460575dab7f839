"""The mix of predicates of a group beside the national shares.

Total variation to the national shares of the same employment types (R4.7). Chance alone
gives some distance, E|X − np| = 2 ν q P(X = ν), ν = ⌊np⌋ + 1 for a binomial X (de Moivre;
Diaconis & Zabell 1991, Statistical Science 6:284). Whether more than that: exact two-sided
binomial test of each predicate, Bonferroni over the five, valid for any n and shares of a tenth
of a percent, where χ² is not. With a mix of employment types the counts vary less than binomial
(Hoeffding 1956, Annals of Mathematical Statistics 27:713), so the test errs on the quiet side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, bdtrc, gammaln, xlog1py, xlogy

from analytics.rules.predicates import PREDICATES
from analytics.rules.rule_set import RuleSet

Floats = NDArray[np.float64]

CHANCE: Final = (
    0.05  # a distance from the nation below this p is more than chance; reported, never flagged
)
# Employment types without national shares of their own, and whose they take.
SAME_SHARES: Final = {"pppk_part_time": "pppk"}


@dataclass(frozen=True, eq=False)
class NationalDistance:
    """How far a mix is from that of the nation."""

    state: str  # compared, or no_people
    expected_shares: Floats  # (5,) national, weighted by employment type
    distance: float  # total variation 0–1; NaN without people
    expected_by_chance: float  # the distance that chance alone gives on average
    p: float  # of no more than chance
    within_chance: bool
    most_different: str | None  # predicate whose count is least likely
    is_weighted: bool  # False: employment types unknown, the nation's own weights were used


def national_distance(
    counts: Sequence[float] | Floats,
    rules: RuleSet,
    *,
    employment: Mapping[str, float] | None = None,
) -> NationalDistance:
    """Compare a mix with the national shares.

    Parameters
    ----------
    counts : (5,) people
        Order of PREDICATES.
    rules : RuleSet
        Holds the national shares.
    employment : mapping, optional
        People by employment type; None or without a known type: the nation's own weights.

    Returns
    -------
    NationalDistance
    """
    numbers = np.asarray(counts, dtype=np.float64)
    p, is_weighted = _expected(rules, employment)
    n = float(numbers.sum())
    if not n > 0:  # nobody, or hidden (NaN)
        return NationalDistance("no_people", p, np.nan, np.nan, np.nan, True, None, is_weighted)
    distance = 0.5 * np.abs(numbers / n - p).sum()
    below, above = bdtr(numbers, int(n), p), bdtrc(numbers - 1, int(n), p)
    above = np.where(numbers == 0, 1.0, above)
    each = np.minimum(2 * np.minimum(below, above), 1.0)
    together = min(1.0, len(PREDICATES) * float(each.min()))
    return NationalDistance(
        state="compared",
        expected_shares=p,
        distance=float(distance),
        expected_by_chance=float(0.5 * _mean_deviation(n, p).sum() / n),
        p=together,
        within_chance=together >= CHANCE,
        most_different=PREDICATES[_least_likely(each, numbers, n, p)],
        is_weighted=is_weighted,
    )


def _least_likely(each: Floats, numbers: Floats, n: float, p: Floats) -> int:
    """Return the place of the smallest p, also where several are too small for a float."""
    # −log P(X ≥ x) ~ n KL(x/n, p) (Chernoff 1952, Annals of Mathematical Statistics 23:493)
    exponent = xlogy(numbers, numbers / (n * p)) + xlogy(n - numbers, (n - numbers) / (n * (1 - p)))
    return int(np.lexsort((-exponent, each))[0])


def _expected(rules: RuleSet, employment: Mapping[str, float] | None) -> tuple[Floats, bool]:
    weights = dict.fromkeys(rules.national, 0.0)
    for kind, n in (employment or {}).items():
        name = SAME_SHARES.get(kind, kind)
        if name in weights:
            weights[name] += float(n)
    is_weighted = sum(weights.values()) > 0
    if not is_weighted:
        weights = {name: float(rules.national[name].n) for name in weights}
    total = sum(weights.values())
    mix = sum(
        (
            weight / total * np.array(rules.national[name].shares)
            for name, weight in weights.items()
        ),
        np.zeros(len(PREDICATES)),
    )
    return np.asarray(mix, dtype=np.float64), is_weighted


def _mean_deviation(n: float, p: Floats) -> Floats:
    """E|X − np| of a binomial X, closed form."""
    nu = np.floor(n * p) + 1
    log_pmf = (
        gammaln(n + 1) - gammaln(nu + 1) - gammaln(n - nu + 1) + xlogy(nu, p) + xlog1py(n - nu, -p)
    )
    deviation: Floats = np.where(nu > n, 0.0, 2 * nu * (1 - p) * np.exp(log_pmf))
    return deviation
