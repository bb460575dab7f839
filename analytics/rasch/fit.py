"""A many-facet Rasch panel from ratings.

    log P(x = k)/P(x = k − 1) = B_employee + C_rater + Σ D_facet − τ_k

Every measure is positive where it raises the score: a better employee, a more lenient rater, an
easier item. Employees and further facets have mean 0 in each subset, thresholds sum to 0, raters
float. Joint maximum likelihood (likelihood.py) has no finite value for extreme elements, which are
set aside, and stretches measures somewhat where elements have few ratings (by about L/(L − 1) for L
ratings each: Wright & Douglas 1977, Educational and Psychological Measurement 37:573); the order of
elements is untouched, and no correction is applied.

    infit = Σ (x − E)² / Σ V          outfit = mean of (x − E)²/V          (Wright & Masters 1982)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.errors import NotConverged, TooLittleData, TooMuchData
from analytics.rasch.existence import separated, without_extremes
from analytics.rasch.interactions import find_interactions
from analytics.rasch.likelihood import Maximum, Ratings, maximise
from analytics.rasch.results import FacetMeasures, RaschPanel, Thresholds
from analytics.rasch.scale import log_probabilities, moments
from analytics.rasch.subsets import centre, confounded, connected_parts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MAX_CATEGORIES: Final = 121  # whole scores from 0 to 120
MAX_OTHERS: Final = 6000  # elements outside the largest facet; their information matrix is dense
MAX_PROBABILITIES: Final = 30_000_000  # ratings × categories, 240 MB an array
WIDEST_RANGE: Final = 1000  # whole scores; a wider range is not looked through for unused ones
MAX_ROUNDS: Final = 50  # of setting separated ratings aside


def fit_rasch(
    employee: NDArray[np.generic],
    rater: NDArray[np.generic],
    score: Floats,
    *,
    facets: Sequence[tuple[str, NDArray[np.generic]]] = (),
) -> RaschPanel:
    """Fit a many-facet Rasch panel by joint maximum likelihood.

    Parameters
    ----------
    employee, rater : (n_ratings,) arrays
        Ids of a sortable kind.
    score : (n_ratings,) array
        Ordered categories as numbers, finite; categories nobody uses are closed up.
    facets : sequence of (name, (n_ratings,) array)
        Further facets, such as the item.

    Returns
    -------
    RaschPanel

    Raises
    ------
    TooLittleData
        If no rating is left, scores are all alike, each employee has one rating, or all elements
        are extreme.
    TooMuchData
        If there are more than MAX_CATEGORIES different scores, or more than one agency.
    NotConverged
        If the thresholds have no finite value.
    """
    names = ["employee", "rater", *(name for name, _ in facets)]
    coded = [
        np.unique(ids, return_inverse=True) for ids in (employee, rater, *(c for _, c in facets))
    ]
    if score.size == 0:
        raise TooLittleData(
            "There is no rating with all facets and a score",
            remedy="Check the columns for empty cells.",
        )
    elements = np.column_stack([code for _, code in coded]).astype(np.int64)
    sizes = [ids.size for ids, _ in coded]
    found = np.unique(score)
    _check(elements, sizes, found)
    kept = without_extremes(elements, sizes, score, np.ones(score.size, dtype=bool))
    kept, ratings, maximum = _finite_maximum(elements, sizes, score, kept)
    used = np.unique(score[kept])
    parts = connected_parts(ratings.elements[:, 0], ratings.elements[:, 1], sizes)
    in_use = [
        np.bincount(ratings.elements[:, f], minlength=size) > 0 for f, size in enumerate(sizes)
    ]
    level = float(maximum.tau.mean())
    shifted = [each - level if f == 1 else each for f, each in enumerate(maximum.measures)]
    tau = maximum.tau - level
    measures = centre(shifted, ratings.elements, parts, in_use)
    subset = _subsets(elements, sizes, parts, in_use)
    eta = ratings.eta(measures)
    mean, variance = moments(np.exp(log_probabilities(eta, tau)))
    squared = np.square(ratings.category - mean)
    described = tuple(
        _describe(
            names[f],
            coded[f][0],
            elements[:, f],
            score,
            ratings.elements[:, f],
            squared,
            variance,
            np.where(in_use[f], measures[f], np.nan),
            subset[f],
        )
        for f in range(len(names))
    )
    whole = bool((found == np.round(found)).all()) and found[-1] - found[0] <= WIDEST_RANGE
    inside = np.arange(found[0], found[-1] + 1) if whole else found
    closed_up = tuple(float(x) for x in np.setdiff1d(inside, found))
    return RaschPanel(
        described,
        _thresholds(score, found, used, tau, eta),
        find_interactions(
            ratings.elements[:, 0],
            ratings.elements[:, 1],
            ratings.category,
            eta,
            tau,
            values=used,
        ),
        n_ratings=score.size,
        n_fitted=int(kept.sum()),
        n_subsets=int(max(each.max() for each in parts)),
        log_likelihood=maximum.log_likelihood,
        iterations=maximum.iterations,
        largest_residual=maximum.largest_residual,
        closed_up=closed_up,
        notes=_notes(
            described, parts, closed_up, found, used, confounded(ratings.elements, sizes, parts)
        ),
    )


def _check(elements: Ints, sizes: list[int], found: Floats) -> None:
    if found.size < 2:
        raise TooLittleData(
            f"All scores are {found[0]:g}, so nobody can be told from anybody",
            remedy="A Rasch panel needs at least two different scores.",
        )
    if found.size > MAX_CATEGORIES:
        raise TooMuchData(
            f"The scores have {found.size} different values, so they are no rating scale; at most "
            f"{MAX_CATEGORIES} are taken",
            remedy="Bring the scores to a few ordered categories first.",
        )
    others = sum(sizes) - max(sizes)
    if others > MAX_OTHERS or len(elements) * found.size > MAX_PROBABILITIES:
        raise TooMuchData(
            f"The panel has {len(elements)} ratings in {found.size} categories and {others} "
            "elements beside its largest facet; it is made for one agency",
            remedy=f"Choose one agency or panel: at most {MAX_OTHERS} such elements and "
            f"{MAX_PROBABILITIES // found.size} ratings.",
        )
    if np.bincount(elements[:, 0]).max() < 2:
        raise TooLittleData(
            "No employee has two ratings, so the raters and the rating scale cannot be told from "
            "the employees",
            remedy="Give ratings of the same people by several raters, or name an item column as "
            "a further facet.",
        )


def _finite_maximum(
    elements: Ints, sizes: list[int], score: Floats, kept: Mask
) -> tuple[Mask, Ratings, Maximum]:
    """Fit; where no finite maximum exists, set the separated ratings aside and fit again."""
    for _ in range(MAX_ROUNDS):
        used, category = np.unique(score[kept], return_inverse=True)
        ratings = Ratings(elements[kept], tuple(sizes), category.astype(np.int64), used.size - 1)
        maximum = maximise(ratings)
        if maximum.is_finite:
            return kept, ratings, maximum
        apart = separated(ratings.elements, sizes, ratings.category, ratings.m)
        if not apart.any():
            raise NotConverged(
                "The Rasch panel",
                maximum.iterations,
                reason="the thresholds of the rating scale have no finite value in these data. "
                "Join neighbouring categories or add ratings of people whom several raters know.",
            )
        kept = kept.copy()
        kept[np.flatnonzero(kept)[apart]] = False
        kept = without_extremes(elements, sizes, score, kept)
    raise NotConverged(
        "The Rasch panel", MAX_ROUNDS, reason="too few ratings are left. Add ratings."
    )


def _subsets(
    elements: Ints, sizes: list[int], parts: tuple[Ints, Ints], in_use: Sequence[Mask]
) -> list[Ints]:
    """Give every element its subset; extreme ones that of the part they belong to in all data."""
    whole = connected_parts(elements[:, 0], elements[:, 1], sizes)
    count = int(max(each.max() for each in parts))
    lowest = np.full(int(whole[0].max()) + 1, np.iinfo(np.int64).max)
    for all_data, fitted in zip(whole, parts, strict=True):
        np.minimum.at(lowest, all_data[fitted > 0], fitted[fitted > 0])
    without = np.flatnonzero(lowest == np.iinfo(np.int64).max)
    without = without[without > 0]
    lowest[without] = count + 1 + np.arange(without.size)
    subset = [
        np.where(fitted > 0, fitted, lowest[all_data])
        for all_data, fitted in zip(whole, parts, strict=True)
    ]
    for f in range(2, len(sizes)):
        of = np.full(sizes[f], np.iinfo(np.int64).max)
        np.minimum.at(of, elements[:, f], subset[1][elements[:, 1]])
        subset.append(of)
    return subset


def _describe(
    name: str,
    ids: NDArray[np.generic],
    of_all: Ints,
    score: Floats,
    of_fitted: Ints,
    squared: Floats,
    variance: Floats,
    measure: Floats,
    subset: Ints,
) -> FacetMeasures:
    size = ids.size
    n = np.bincount(of_all, minlength=size)
    n_fitted = np.bincount(of_fitted, minlength=size)
    information = np.bincount(of_fitted, variance, size)
    ratio = squared / np.maximum(variance, 1e-300)
    with np.errstate(invalid="ignore", divide="ignore"):
        se = 1 / np.sqrt(information)
        infit = np.bincount(of_fitted, squared, size) / information
        outfit = np.bincount(of_fitted, ratio, size) / n_fitted
    is_extreme = n_fitted == 0
    se[is_extreme] = infit[is_extreme] = outfit[is_extreme] = np.nan
    known = measure[~is_extreme]
    spread = float(np.var(known, ddof=1)) if known.size > 1 else 0.0
    error = float(np.square(se[~is_extreme]).mean())
    reliability = max(0.0, 1 - error / spread) if spread > 0 else float("nan")
    return FacetMeasures(
        name,
        ids.astype(object),
        n.astype(np.int64),
        np.bincount(of_all, score, size) / n,
        measure,
        se,
        infit,
        outfit,
        is_extreme,
        subset.astype(np.int64),
        reliability,
    )


def _thresholds(score: Floats, found: Floats, used: Floats, tau: Floats, eta: Floats) -> Thresholds:
    p = np.exp(log_probabilities(eta, tau))
    reached = np.cumsum(p[:, ::-1], axis=1)[:, ::-1][:, 1:]
    information = (reached * (1 - reached)).sum(axis=0)
    threshold, se = np.full(found.size, np.nan), np.full(found.size, np.nan)
    at = np.searchsorted(found, used[1:])
    threshold[at], se[at] = tau, 1 / np.sqrt(information)
    n = np.bincount(np.searchsorted(found, score), minlength=found.size)
    return Thresholds(found, threshold, se, n.astype(np.int64))


def _notes(
    facets: tuple[FacetMeasures, ...],
    parts: tuple[Ints, Ints],
    closed_up: tuple[float, ...],
    found: Floats,
    used: Floats,
    mixed: list[int],
) -> tuple[str, ...]:
    notes = []
    n_subsets = int(max(each.max() for each in parts))
    if n_subsets > 1:
        notes.append(
            f"Warning: the ratings fall into {n_subsets} subsets that no fitted rating connects; "
            "each has its own zero, and measures of different subsets cannot be compared"
        )
    notes += [
        f"{int(each.is_extreme.sum())} of {each.n.size} elements of '{each.name}' have no finite "
        "measure (lowest or highest scores only, or apart from the rest without limit)"
        for each in facets
        if each.is_extreme.any()
    ]
    if closed_up:
        shown = ", ".join(f"{x:g}" for x in closed_up[:20])
        notes.append(f"Scores nobody gave are closed up: {shown}")
    aside = np.setdiff1d(found, used)
    if aside.size:
        shown = ", ".join(f"{x:g}" for x in aside[:20])
        notes.append(f"Scores that only elements without a finite measure have: {shown}")
    notes += [
        f"The measures of '{facets[f].name}' are confounded with another facet inside a subset; "
        "other values fit as well"
        for f in mixed
    ]
    return tuple(notes)
