"""Which ratings have no part in a finite maximum: extreme elements and separated groups.

An element whose ratings are all in the lowest or all in the highest category in use has no finite
measure; without it others may become extreme, and categories fall out of use. Beyond single
elements the likelihood also has no finite maximum if some direction d of the measures has

    d_n ≥ 0 where x = m,   d_n ≤ 0 where x = 0,   d_n = 0 between,   not all 0

d_n the sum over the rating's elements (recession direction: Haberman 1974, The Analysis of
Frequency Data; Fischer 1981, Psychometrika 46:59, for two categories). A linear programme finds
it. The ratings with d_n ≠ 0 are then fitted perfectly in the limit; what is left has a finite
maximum in parts that lie infinitely far from each other, shown as subsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from analytics.errors import TooLittleData

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

SEPARATED: Final = 1e-6  # of a direction with entries of at most 1


def without_extremes(
    elements: Ints, sizes: Sequence[int], score: NDArray[np.float64], kept: Mask
) -> Mask:
    """Leave out the ratings of extreme elements until there is none.

    Parameters
    ----------
    elements : (n_ratings, n_facets) int
    sizes : sequence of int
        Elements of each facet.
    score : (n_ratings,) array
    kept : (n_ratings,) bool
        Ratings still in.

    Returns
    -------
    (n_ratings,) bool

    Raises
    ------
    TooLittleData
        If nothing is left.
    """
    kept = kept.copy()
    while True:
        rows = np.flatnonzero(kept)
        if rows.size == 0:
            raise TooLittleData(
                "Every employee or rater has only lowest or only highest scores, so no measure is "
                "finite",
                remedy="Add ratings by other raters, or use a scale whose middle is in use.",
            )
        x = score[rows]
        low, high = x.min(), x.max()
        out = np.zeros(rows.size, dtype=bool)
        for f, size in enumerate(sizes):
            of = elements[rows, f]
            n = np.bincount(of, minlength=size)
            lowest = np.bincount(of, x == low, size) == n
            highest = np.bincount(of, x == high, size) == n
            # a facet with a single element in use measures nothing and is not extreme
            out |= (lowest | highest)[of] & ((n > 0).sum() > 1 or low == high)
        if not out.any():
            return kept
        kept[rows[out]] = False


def separated(elements: Ints, sizes: Sequence[int], category: Ints, m: int) -> Mask:
    """Find ratings along which the likelihood rises without limit.

    Parameters
    ----------
    elements : (n_ratings, n_facets) int
    sizes : sequence of int
    category : (n_ratings,) int, 0 … m
    m : int
        The highest category.

    Returns
    -------
    (n_ratings,) bool
        All false if the measures have a finite maximum.
    """
    side = np.where(category == 0, -1, np.where(category == m, 1, 0))
    rows, back = np.unique(np.column_stack([elements, side]), axis=0, return_inverse=True)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    n, n_facets = rows.shape[0], len(sizes)
    design = sparse.csr_array(
        (
            np.ones(n * n_facets),
            (np.tile(np.arange(n), n_facets), (rows[:, :-1] + starts[:-1]).T.ravel()),
        ),
        shape=(n, int(starts[-1])),
    )
    sign = rows[:, -1].astype(np.float64)
    signed = design.multiply(sign[:, None]).tocsr()
    ends, middle = np.flatnonzero(sign), np.flatnonzero(sign == 0)
    found = linprog(  # type: ignore[call-overload]  # the stubs leave out sparse matrices
        -np.asarray(signed.sum(axis=0)).ravel(),
        A_ub=-signed[ends],
        b_ub=np.zeros(ends.size),
        A_eq=design[middle] if middle.size else None,
        b_eq=np.zeros(middle.size) if middle.size else None,
        bounds=(-1, 1),
        method="highs",
    )
    if found.x is None:
        return np.zeros(len(category), dtype=bool)
    return np.asarray(np.abs(design @ found.x)[back.ravel()] > SEPARATED)
