"""What a many-facet Rasch panel hands back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class FacetMeasures:
    """The elements of one facet; NaN where an element is extreme."""

    name: str  # employee, rater or the column's name
    elements: NDArray[np.object_]  # (n_elements,) ids, sorted
    n: Ints  # ratings, those set aside included
    observed_mean: Floats  # of all its ratings, on the scale of the score
    measure: Floats  # logits; positive raises the score
    se: Floats  # logits, 1/√information with the other measures held fixed
    infit: Floats  # information-weighted mean square, 1 expected
    outfit: Floats  # plain mean of squared standardised residuals, 1 expected
    is_extreme: NDArray[np.bool_]  # no finite measure
    subset: Ints  # measures compare inside a subset only
    separation_reliability: float  # share of the spread of measures that is not error; NaN unknown


@dataclass(frozen=True, eq=False)
class Thresholds:
    """The common rating scale."""

    category: Floats  # (n_categories,) scores found, rising
    threshold: Floats  # logits; NaN for the lowest and for those only set-aside ratings use
    se: Floats
    n: Ints  # ratings in the category


@dataclass(frozen=True, eq=False)
class Interactions:
    """Employee × rater pairs against the model, one row a pair that was fitted."""

    employee: Ints  # place in the facet's elements
    rater: Ints
    n: Ints  # ratings fitted
    observed: Floats  # sum of the scores
    expected: Floats  # its expectation
    bias: Floats  # logits; positive: rated higher than expected
    se: Floats
    t: Floats


@dataclass(frozen=True, eq=False)
class RaschPanel:
    """A fitted panel."""

    facets: tuple[FacetMeasures, ...]  # employee, rater, then the further facets
    thresholds: Thresholds
    interactions: Interactions
    n_ratings: int
    n_fitted: int  # without those of extreme elements
    n_subsets: int
    log_likelihood: float
    iterations: int
    largest_residual: float  # largest |observed − expected| total of an element or category
    closed_up: tuple[float, ...]  # whole scores inside the range that nobody gave
    notes: tuple[str, ...]
