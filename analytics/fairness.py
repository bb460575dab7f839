"""Fairness: gaps between groups of employees, and the exact split of a raw gap.

    gap = Σ_j (share_Bj − share_Aj) ŝ_j            who rates whom
        + Σ_j share_Bj d_j                         how they rate,  d_j = ȳ_Bj − ȳ_Aj
        + Σ_j (share_Bj − share_Aj)(ȳ_Aj − ŝ_j)    remainder, raters of both groups
        + Σ_j share_Bj (ȳ_Bj − ŝ_j) − Σ_j share_Aj (ȳ_Aj − ŝ_j)    raters of one group only

share_gj is rater j's part of the ratings of group g, ȳ_gj the mean of these, ŝ_j the leniency
estimated for j (positive is lenient). B is the group, A what it is held against. The second term is
relative to the average rater unless raters are crossed: a bias all raters share is not in it.
statistics.md, section 8; a decomposition of the kind of Oaxaca 1973, International Economic Review
14:693.

The raw gap compares ratings. Adjusted score and selection are facts of a person: each person counts
once, shared over their raters by number of ratings. Intervals draw raters with replacement together
with all they rated (cluster bootstrap, expanded percentiles), because ratings of one rater are
not independent. The leniency and the adjusted scores are not estimated anew in each draw.

Two labels give one comparison, the smaller against the larger. Three or more give one per label,
against all the others together or against the largest. Labels under `minimum` people are left out
of everything, of the others' reference too, so that nothing about them can be worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.errors import InvalidSetting
from analytics.intervals import CONFIDENCE, bootstrap_tail

Floats = NDArray[np.float64]
Ints = NDArray[np.integer]

MINIMUM: Final = 10  # people; statistics.md section 8
N_DRAWS: Final = 500
MIN_RATERS: Final = 8  # proposed; a bootstrap of fewer clusters covers far too seldom
FOUR_FIFTHS: Final = 0.8  # Uniform Guidelines on Employee Selection Procedures 1978, a signal
BLOCK: Final = 4_000_000  # weights drawn at once
NAN: Final = float("nan")


@dataclass(frozen=True)
class Gap:
    """A difference or ratio with its 95 % interval; NaN where unknown."""

    estimate: float
    lower: float
    upper: float

    @property
    def excludes_zero(self) -> bool:
        """Whether zero lies outside (False where the limits are unknown)."""
        return self.lower > 0 or self.upper < 0


UNKNOWN: Final = Gap(NAN, NAN, NAN)


@dataclass(frozen=True)
class GapSplit:
    """The three terms of a raw gap; they add up to it."""

    who_rates: Gap  # the group has more lenient or stricter raters
    how_they_rate: Gap  # the same rater rates the groups differently
    remainder: Gap  # units, people, and raters who know one group only
    n_raters_both: int  # raters the second term rests on


@dataclass(frozen=True)
class GroupComparison:
    """One group against its reference, group less reference."""

    group: str
    reference: str  # a label, or REST
    state: str  # compared; few_raters: no intervals; hidden: too few people; no_reference
    n_people: int  # 0 where hidden
    n_reference: int  # people, 0 where hidden
    n_raters: int  # raters of either
    raw: Gap  # points, over ratings
    adjusted: Gap  # points, over people
    selected: Gap  # difference in the share selected
    rate: float  # share selected in the group
    reference_rate: float
    ratio: Gap  # rate over reference rate
    four_fifths: str  # met, signal (ratio under .8), clear (its upper limit too) or unknown
    split: GapSplit | None  # of the raw gap; None where nothing is compared


@dataclass(frozen=True)
class GroupComparisons:
    """All comparisons of one attribute."""

    comparisons: tuple[GroupComparison, ...]  # in the order of the labels
    against: str  # rest or largest
    n_without_label: int  # people in no group


REST: Final = ""  # the reference is all other labels shown


def compare_groups(
    employee: Ints,
    rater: Ints,
    rating: Floats,
    group: Ints,
    *,
    groups: Sequence[str],
    leniency: Floats,
    adjusted: Floats | None = None,
    selected: Floats | None = None,
    rng: np.random.Generator,
    n_draws: int = N_DRAWS,
    against: str = "rest",
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> GroupComparisons:
    """Compare the groups of one attribute.

    Parameters
    ----------
    employee, rater : (n_ratings,) int
        Places in `adjusted` and in `leniency`.
    rating : (n_ratings,) array, points
    group : (n_ratings,) int
        Place in `groups`, −1 unknown. A person may change group between ratings.
    groups : sequence of str
        Labels.
    leniency : (n_raters,) array, points
        ŝ of the model; NaN counts as 0.
    adjusted : (n_employees,) array, points, optional
    selected : (n_employees,) array of 0 and 1, optional
        NaN for people not eligible.
    rng : Generator
    n_draws : int
    against : str
        `rest` or `largest`, for three or more labels.
    minimum : int
        People a label needs to be shown.
    confidence : float
        Two-sided cover.

    Returns
    -------
    GroupComparisons

    Raises
    ------
    InvalidSetting
        If `against` is unknown.
    """
    if against not in ("rest", "largest"):
        raise InvalidSetting("against", against, needed="rest or largest")
    people = _people(employee, group, len(groups))
    shown = np.flatnonzero(people >= minimum)
    pairs, against = _pairs(people, shown, against)
    sums = _Sums(employee, rater, rating, group, shown, len(groups), leniency, adjusted, selected)
    columns = [sums.columns(b, a) for b, a in pairs]
    drawn = _draw(np.hstack(columns), n_draws, rng) if columns else np.zeros((0, 0))
    width = columns[0].shape[1] if columns else 0
    by_label: dict[int, GroupComparison] = {}
    for k, (b, a) in enumerate(pairs):
        draws = drawn[:, k * width : (k + 1) * width]
        reference = groups[a[0]] if against == "largest" or len(shown) == 2 else REST
        by_label[b] = _compare(
            columns[k],
            draws,
            confidence,
            group=groups[b],
            reference=reference,
            n_people=int(people[b]),
            n_reference=int(_people_of(employee, group, a)),
        )
    for g in range(len(groups)):
        if g not in shown:
            by_label[g] = _nothing(groups[g], "hidden", 0)
        elif len(shown) == 1:
            by_label[g] = _nothing(groups[g], "no_reference", int(people[g]))
    labelled = np.unique(employee[group >= 0]).size
    return GroupComparisons(
        tuple(by_label[g] for g in sorted(by_label)),
        against,
        int(np.unique(employee).size - labelled),
    )


def _people(employee: Ints, group: Ints, n_groups: int) -> NDArray[np.int64]:
    """Count the people of each group."""
    known = group >= 0
    pairs = np.unique(np.column_stack([group[known], employee[known]]), axis=0)
    return np.bincount(pairs[:, 0], minlength=n_groups).astype(np.int64)


def _people_of(employee: Ints, group: Ints, labels: Sequence[int]) -> int:
    return np.unique(employee[np.isin(group, labels)]).size


def _pairs(
    people: NDArray[np.int64], shown: NDArray[np.intp], against: str
) -> tuple[list[tuple[int, list[int]]], str]:
    """Return each comparison as a label and the labels it is held against."""
    if shown.size < 2:
        return [], against
    largest = int(shown[np.argmax(people[shown])])
    if shown.size == 2 or against == "largest":
        return [(int(b), [largest]) for b in shown if b != largest], "largest"
    return [(int(b), [int(a) for a in shown if a != b]) for b in shown], against


class _Sums:
    """Sums per rater and group; every statistic here is a ratio of their totals."""

    def __init__(
        self,
        employee: Ints,
        rater: Ints,
        rating: Floats,
        group: Ints,
        shown: NDArray[np.intp],
        n_groups: int,
        leniency: Floats,
        adjusted: Floats | None,
        selected: Floats | None,
    ) -> None:
        rows = np.flatnonzero(np.isin(group, shown) & np.isfinite(rating))
        employee, group = employee[rows], group[rows].astype(np.int64)
        raters, j = np.unique(rater[rows], return_inverse=True)
        self.shape = (raters.size, n_groups)
        self.cell = j * n_groups + group
        s = np.nan_to_num(np.asarray(leniency, dtype=np.float64)[raters])
        self.leniency = s[:, None]
        y = rating[rows] - (rating[rows].mean() if rows.size else 0.0)
        self.n = self._add(np.ones(rows.size))
        self.y = self._add(y)
        share = 1 / np.bincount(employee, minlength=1)[employee]
        self.people_adjusted, self.adjusted = self._per_person(employee, share, adjusted)
        self.people_selected, self.selected = self._per_person(employee, share, selected)

    def _add(self, values: Floats) -> Floats:
        size = self.shape[0] * self.shape[1]
        return np.bincount(self.cell, values, size).reshape(self.shape).astype(np.float64)

    def _per_person(
        self, employee: Ints, share: Floats, outcome: Floats | None
    ) -> tuple[Floats, Floats]:
        if outcome is None:
            return np.zeros(self.shape), np.zeros(self.shape)
        of = np.asarray(outcome, dtype=np.float64)[employee]
        known = np.isfinite(of)
        return self._add(share * known), self._add(share * np.where(known, of, 0.0))

    def columns(self, b: int, a: list[int]) -> Floats:
        """(n_raters, 13) what the terms of one comparison are totals of, see `_terms`."""
        n_b, n_a = self.n[:, b], self.n[:, a].sum(axis=1)
        y_b, y_a = self.y[:, b], self.y[:, a].sum(axis=1)
        s = self.leniency[:, 0]
        both = (n_b > 0) & (n_a > 0)
        mean_b = np.divide(y_b, n_b, out=np.zeros_like(y_b), where=n_b > 0)
        mean_a = np.divide(y_a, n_a, out=np.zeros_like(y_a), where=n_a > 0)
        d = np.where(both, mean_b - mean_a, 0.0)
        quality_b = np.where(both, mean_a, mean_b) - s  # what is left of a rating of B
        parts = [n_b, n_a, y_b, y_a, n_b * s, n_a * s, n_b * d]
        parts += [n_b * quality_b, n_a * (mean_a - s)]
        for people, outcome in (
            (self.people_adjusted, self.adjusted),
            (self.people_selected, self.selected),
        ):
            parts += [people[:, b], people[:, a].sum(axis=1)]
            parts += [outcome[:, b], outcome[:, a].sum(axis=1)]
        return np.column_stack(parts)


def _terms(t: Floats) -> Floats:
    """(…, 9) terms from totals: raw, who, how, remainder, adjusted, gap, rate, rate of A, ratio."""
    with np.errstate(invalid="ignore", divide="ignore"):
        n_b, n_a = t[..., 0], t[..., 1]
        raw = t[..., 2] / n_b - t[..., 3] / n_a
        who = t[..., 4] / n_b - t[..., 5] / n_a
        how = t[..., 6] / n_b
        remainder = t[..., 7] / n_b - t[..., 8] / n_a
        adjusted = t[..., 11] / t[..., 9] - t[..., 12] / t[..., 10]
        rate, reference = t[..., 15] / t[..., 13], t[..., 16] / t[..., 14]
        ratio = rate / reference
    terms = [raw, who, how, remainder, adjusted, rate - reference, rate, reference, ratio]
    return np.stack(terms, axis=-1)


def _draw(columns: Floats, n_draws: int, rng: np.random.Generator) -> Floats:
    """(n_draws, n_columns) totals over raters drawn with replacement."""
    n_raters = columns.shape[0]
    step = max(1, BLOCK // n_raters)
    totals = []
    for first in range(0, n_draws, step):
        size = min(step, n_draws - first)
        weights = np.empty((size, n_raters))
        for row in weights:
            row[:] = np.bincount(rng.integers(n_raters, size=n_raters), minlength=n_raters)
        totals.append(weights @ columns)
    return np.concatenate(totals)


def _compare(
    columns: Floats,
    draws: Floats,
    confidence: float,
    *,
    group: str,
    reference: str,
    n_people: int,
    n_reference: int,
) -> GroupComparison:
    here = (columns[:, 0] > 0) | (columns[:, 1] > 0)
    n_raters = int(here.sum())
    both = int(((columns[:, 0] > 0) & (columns[:, 1] > 0)).sum())
    estimates = _terms(columns.sum(axis=0))
    lower, upper = np.full(9, NAN), np.full(9, NAN)
    if n_raters >= MIN_RATERS:
        drawn = _terms(draws)
        tail = bootstrap_tail(n_raters, confidence=confidence)
        # draws in which nobody of the reference was selected have no ratio
        drawn = np.where(np.isfinite(drawn), drawn, np.nan)
        some = ~np.isnan(drawn).all(axis=0)
        lower[some], upper[some] = np.nanquantile(drawn[:, some], [tail, 1 - tail], axis=0)
    gaps = [
        Gap(float(e), float(lo), float(up)) if np.isfinite(e) else UNKNOWN
        for e, lo, up in zip(estimates, lower, upper, strict=True)
    ]
    raw, who, how, remainder, adjusted, selected, rate, reference_rate, ratio = gaps
    return GroupComparison(
        group,
        reference,
        "compared" if n_raters >= MIN_RATERS else "few_raters",
        n_people,
        n_reference,
        n_raters,
        raw,
        adjusted,
        selected,
        rate.estimate,
        reference_rate.estimate,
        ratio,
        judge_four_fifths(ratio),
        GapSplit(who, how, remainder, both),
    )


def judge_four_fifths(ratio: Gap) -> str:
    """Hold a ratio of rates against four fifths: met, signal, clear (upper limit too) or unknown.

    A signal to look, never a verdict (Uniform Guidelines on Employee Selection Procedures 1978).
    """
    if np.isnan(ratio.estimate):
        return "unknown"
    if ratio.estimate >= FOUR_FIFTHS:
        return "met"
    return "clear" if ratio.upper < FOUR_FIFTHS else "signal"


def _nothing(group: str, state: str, n_people: int) -> GroupComparison:
    return GroupComparison(
        group, REST, state, n_people, 0, 0, UNKNOWN, UNKNOWN, UNKNOWN, NAN, NAN, UNKNOWN, "unknown",
        None,
    )  # fmt: skip
