"""The mix of predicates beside the pattern expected for the organisation.

Pattern (R4.2–R4.4). With n people, "at most s" allows floor(s n), "at least s" asks for ceil(s
n); the mode must not be smaller than any other. Distance to the pattern is the fewest people
whose predicate would have to differ (total variation):

    moved = min over allowed mixes m of  ½ Σ |m_k − n_k|            distance = moved / n

Exactly, for a fixed count t of the mode: with bounds l ≤ m ≤ u and group bounds Σ_{k∈g} m_k ≥ G_g
over disjoint groups,

    moved(t) = max( Σ (l_k − n_k)⁺ + Σ_g (G_g − Σ_{k∈g} clip(n_k, l_k, u_k))⁺ ,  Σ (n_k − u_k)⁺ )

since whoever leaves a full predicate can fill an empty one. The pattern is a consideration, never
a quota: following it is no evidence of strictness, and in a good unit it forces somebody below
(R4.6).

The comparison with the nation stands in `analytics.rules.national`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidCounts, InvalidRatings, InvalidRuleSet
from analytics.rules.national import NationalDistance, national_distance
from analytics.rules.predicates import AGENCY_PREDICATES, PREDICATES
from analytics.rules.rule_set import AllowedPattern, Basis, Limit, RuleSet

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Check:
    """One condition of the pattern, checked."""

    kind: str  # most (at most), least (at least) or mode
    predicates: tuple[str, ...]
    n_limit: int  # people; for the mode the largest count of another predicate
    share_limit: float | None  # share 0–1 as the rule says it; None where it counts people
    n_found: int  # people
    is_met: bool
    basis: Basis


@dataclass(frozen=True, eq=False)
class PatternFit:
    """One group beside its pattern and the nation."""

    state: str  # judged, too_small, no_agency_predicate or hidden
    agency_predicate: str | None
    n: int  # people; 0 where hidden
    counts: Floats  # (5,) people; NaN where hidden
    checks: tuple[Check, ...]  # empty unless judged
    n_least: Floats  # (5,) people; NaN without a bound for this predicate alone
    n_most: Floats  # (5,) people; NaN without a bound
    n_to_move: int  # fewest people whose predicate would differ; 0 unless judged
    nearest: Whole  # (5,) an allowed mix that many people away; the counts themselves if they fit
    distance: float  # n_to_move / n; NaN unless judged
    illustration: (
        Floats  # (5,) reference curve, an illustration and no norm; NaN without agency predicate
    )
    compare: Callable[[], NationalDistance] = field(repr=False)

    @functools.cached_property
    def national(self) -> NationalDistance:
        """The distance to the nation, found when asked: findings about many groups need none."""
        return self.compare()

    @property
    def max_ok(self) -> bool:
        """Whether every upper bound is kept."""
        return self._kept("most")

    @property
    def min_ok(self) -> bool:
        """Whether every lower bound is kept."""
        return self._kept("least")

    @property
    def mode_ok(self) -> bool:
        """Whether the predicate that should be the largest is (ties count as such)."""
        return self._kept("mode")

    @property
    def outside(self) -> tuple[Check, ...]:
        """The checks that are not met."""
        return tuple(check for check in self.checks if not check.is_met)

    def long(self) -> pd.DataFrame:
        """Return a row per predicate: `n`, `share`, its bounds, the illustration and the nation."""
        whole = np.nansum(self.counts)
        with np.errstate(invalid="ignore", divide="ignore"):
            shares = np.where(whole > 0, self.counts / whole, np.nan)
            lower, upper = self.n_least / whole, self.n_most / whole
        return pd.DataFrame(
            {
                "predicate": PREDICATES,
                "n": self.counts,
                "share": shares,
                "lower_share": lower,
                "upper_share": upper,
                "illustration_share": self.illustration,
                "national_share": self.national.expected_shares,
            }
        )

    def _kept(self, kind: str) -> bool:
        return all(check.is_met for check in self.checks if check.kind == kind)


def pattern_fit(
    counts: Sequence[float] | Floats,
    agency_predicate: str | None,
    rules: RuleSet,
    *,
    employment: Mapping[str, float] | None = None,
) -> PatternFit:
    """Compare one group's mix with its pattern and with the nation.

    Parameters
    ----------
    counts : (5,) people
        Order of PREDICATES. NaN (a hidden group) gives the state *hidden* and no number.
    agency_predicate : str or None
        The organisation's own predicate, one of AGENCY_PREDICATES. None: only the nation is
        compared.
    rules : RuleSet
        The version valid on the last day of the period.
    employment : mapping, optional
        People by employment type, to weigh the national shares. Types without national shares are
        left out.

    Returns
    -------
    PatternFit

    Raises
    ------
    InvalidCounts
        If counts are negative or fractional.
    InvalidRatings
        If the agency predicate is unknown.
    """
    numbers = np.asarray(counts, dtype=np.float64)
    if agency_predicate is not None and agency_predicate not in AGENCY_PREDICATES:
        raise InvalidRatings("agency_predicate", [agency_predicate], allowed=AGENCY_PREDICATES)
    if np.isnan(numbers).any():
        return _unjudged("hidden", agency_predicate, np.full(5, np.nan), rules, employment)
    bad = np.flatnonzero((numbers < 0) | (numbers != np.floor(numbers)))
    if numbers.shape != (len(PREDICATES),) or bad.size:
        raise InvalidCounts(
            "counts", bad.tolist(), problem="five whole numbers of people are needed"
        )
    if agency_predicate is None:
        return _unjudged("no_agency_predicate", None, numbers, rules, employment)
    n = int(numbers.sum())
    if n < rules.smallest_judged.value:
        return _unjudged("too_small", agency_predicate, numbers, rules, employment)
    pattern = rules.patterns[agency_predicate]
    whole = numbers.astype(np.int64)
    n_least, n_most, groups = _bounds(pattern, n)
    checks = _checks(whole, pattern, n)
    # a mix that fits is its own nearest one
    is_met = all(check.is_met for check in checks)
    nearest = whole if is_met else _nearest(whole, pattern, n_least, n_most, groups)
    n_to_move = int(np.abs(nearest - whole).sum()) // 2
    alone = {
        each for limit in pattern.limits if len(limit.predicates) == 1 for each in limit.predicates
    }
    single = np.array([name in alone for name in PREDICATES])
    return PatternFit(
        state="judged",
        agency_predicate=agency_predicate,
        n=n,
        counts=numbers,
        checks=checks,
        n_least=np.where(single & (n_least > 0), n_least, np.nan),
        n_most=np.where(single & (n_most < n), n_most, np.nan),
        n_to_move=n_to_move,
        nearest=nearest,
        distance=n_to_move / n,
        illustration=np.array(rules.reference_curves[agency_predicate]),
        compare=functools.partial(national_distance, numbers, rules, employment=employment),
    )


def _unjudged(
    state: str,
    agency_predicate: str | None,
    counts: Floats,
    rules: RuleSet,
    employment: Mapping[str, float] | None,
) -> PatternFit:
    none = np.full(len(PREDICATES), np.nan)
    known = agency_predicate is not None and state != "hidden"
    curve = np.array(rules.reference_curves[str(agency_predicate)]) if known else none
    return PatternFit(
        state=state,
        agency_predicate=agency_predicate,
        n=0 if state == "hidden" else int(counts.sum()),
        counts=counts,
        checks=(),
        n_least=none,
        n_most=none,
        n_to_move=0,
        nearest=np.nan_to_num(counts).astype(np.int64),
        distance=np.nan,
        illustration=curve,
        compare=functools.partial(national_distance, counts, rules, employment=employment),
    )


def _checks(counts: Whole, pattern: AllowedPattern, n: int) -> tuple[Check, ...]:
    checks = [_check(limit, counts, n) for limit in pattern.limits]
    if pattern.mode is not None and pattern.mode_basis is not None:
        at = PREDICATES.index(pattern.mode)
        other = int(np.delete(counts, at).max())
        own = int(counts[at])
        checks.append(
            Check("mode", (pattern.mode,), other, None, own, own >= other, pattern.mode_basis)
        )
    return tuple(checks)


def _check(limit: Limit, counts: Whole, n: int) -> Check:
    found = int(sum(counts[PREDICATES.index(name)] for name in limit.predicates))
    bound = limit.people(n)
    is_most = limit.kind == "most_share"
    return Check(
        kind="most" if is_most else "least",
        predicates=limit.predicates,
        n_limit=bound,
        share_limit=None if limit.kind == "least_people" else limit.value,
        n_found=found,
        is_met=found <= bound if is_most else found >= bound,
        basis=limit.basis,
    )


def _bounds(pattern: AllowedPattern, n: int) -> tuple[Whole, Whole, list[tuple[list[int], int]]]:
    """Bounds of each predicate and lower bounds of groups of predicates, in people."""
    least = np.zeros(len(PREDICATES), dtype=np.int64)
    most = np.full(len(PREDICATES), n, dtype=np.int64)
    groups: list[tuple[list[int], int]] = []
    grouped: set[int] = set()
    for limit in pattern.limits:
        at = [PREDICATES.index(name) for name in limit.predicates]
        bound = limit.people(n)
        if len(at) > 1:
            if grouped & set(at):
                raise InvalidRuleSet(f"pattern.{pattern.agency_predicate}", "groups overlap")
            grouped |= set(at)
            groups.append((at, bound))
        elif limit.kind == "most_share":
            most[at[0]] = min(most[at[0]], bound)
        else:
            least[at[0]] = max(least[at[0]], bound)
    return least, most, groups


def _nearest(
    counts: Whole,
    pattern: AllowedPattern,
    least: Whole,
    most: Whole,
    groups: list[tuple[list[int], int]],
) -> Whole:
    """Return an allowed mix for which the fewest people change."""
    n = int(counts.sum())
    if pattern.mode is None:
        return _moved_to(counts, least, most, groups)
    at = PREDICATES.index(pattern.mode)
    t = np.arange(least[at], most[at] + 1)
    lower = np.repeat(least[None, :], t.size, axis=0)
    upper = np.minimum(most[None, :], t[:, None])
    lower[:, at] = upper[:, at] = t
    bounded = np.clip(counts, lower, np.maximum(lower, upper))
    wanted = (lower - counts).clip(min=0).sum(axis=1)
    least_sum = lower.sum(axis=1)
    possible = (lower <= upper).all(axis=1) & (upper.sum(axis=1) >= n)
    for group, bound in groups:
        wanted = wanted + (bound - bounded[:, group].sum(axis=1)).clip(min=0)
        least_sum = least_sum + (bound - lower[:, group].sum(axis=1)).clip(min=0)
        possible &= upper[:, group].sum(axis=1) >= bound
    possible &= least_sum <= n
    if not possible.any():
        raise InvalidRuleSet(f"pattern.{pattern.agency_predicate}", f"no mix of {n} people fits")
    moved = np.maximum(wanted, (counts - upper).clip(min=0).sum(axis=1)).astype(np.float64)
    moved[~possible] = np.inf
    ties = np.flatnonzero(moved == moved.min())
    best = int(ties[np.abs(t[ties] - counts[at]).argmin()])
    return _moved_to(counts, lower[best], upper[best], groups)


def _moved_to(
    counts: Whole, least: Whole, most: Whole, groups: list[tuple[list[int], int]]
) -> Whole:
    """Fill lower bounds, empty upper ones, settle the rest best predicate first."""
    mix = np.clip(counts, least, most)
    floor = least.copy()
    for group, bound in groups:
        lacking = bound - int(mix[group].sum())
        for at in group:
            add = min(max(lacking, 0), int(most[at] - mix[at]))
            mix[at] += add
            lacking -= add
        # what the group needs in sum may not be taken from it again
        spare = int(mix[group].sum()) - bound
        for at in group:
            give = min(max(spare, 0), int(mix[at] - least[at]))
            floor[at] = mix[at] - give
            spare -= give
    left = int(counts.sum() - mix.sum())
    for at in range(len(mix)):
        add = min(max(left, 0), int(most[at] - mix[at]))
        mix[at] += add
        left -= add
    for at in np.argsort(floor - mix, kind="stable"):  # the largest surplus gives first
        take = min(max(-left, 0), int(mix[at] - floor[at]))
        mix[at] -= take
        left += take
    return mix
