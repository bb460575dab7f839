"""What a pattern test says about every rater, and the false-discovery control inside a family.

A family is one pattern among the raters of one type in one analysis run: their norms differ, and
who reads about superiors does not read about peers. statistics.md, section 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.fdr import benjamini_hochberg

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]

MAX_FALSE_SHARE = 0.05  # statistics.md 6


@dataclass(frozen=True, eq=False)
class PatternResult:
    """One pattern, one entry a rater; NaN where it cannot be tested."""

    statistic: Floats  # (n_raters,) in the unit the pattern's module names
    p: Floats  # (n_raters,)
    q: Floats  # (n_raters,) Benjamini-Hochberg inside the family
    is_flagged: Mask  # (n_raters,) q at most MAX_FALSE_SHARE; False where not testable
    n_used: Ints  # (n_raters,) what the test rests on, in the unit the module names
    n_needed: Ints  # (n_raters,) how many of them would be enough
    is_testable: Mask  # (n_raters,)
    is_identified: Mask  # (n_raters,) nothing else, such as growth, explains it as well

    @property
    def n_tested(self) -> int:
        """How many raters were tested."""
        return int(self.is_testable.sum())

    @property
    def n_flagged(self) -> int:
        """How many raters were flagged."""
        return int(self.is_flagged.sum())


def pattern_result(
    statistic: Floats,
    p: Floats,
    *,
    family: Ints,
    n_used: NDArray[np.integer],
    n_needed: NDArray[np.integer] | int,
    is_identified: Mask | None = None,
    may_flag: bool = True,
) -> PatternResult:
    """Adjust the p-values inside each family and flag.

    Parameters
    ----------
    statistic, p : (n_raters,) arrays
        NaN in `p` marks what was not tested.
    family : (n_raters,) codes
        Raters with one code are tested together.
    n_used, n_needed : (n_raters,) counts
    is_identified : (n_raters,) bool, optional
        Default: everything that is testable.
    may_flag : bool
        False for patterns that never name a rater.

    Returns
    -------
    PatternResult
    """
    is_testable = np.isfinite(p)
    q = np.full(p.shape, np.nan)
    for each in np.unique(family):
        members = family == each
        q[members] = benjamini_hochberg(np.where(is_testable, p, np.nan)[members])
    flagged = is_testable & (np.nan_to_num(q, nan=1.0) <= MAX_FALSE_SHARE) & may_flag
    return PatternResult(
        statistic=np.where(is_testable, statistic, np.nan),
        p=np.where(is_testable, p, np.nan),
        q=q,
        is_flagged=flagged,
        n_used=np.asarray(n_used, dtype=np.int64),
        n_needed=np.broadcast_to(np.asarray(n_needed, dtype=np.int64), p.shape).copy(),
        is_testable=is_testable,
        is_identified=is_testable if is_identified is None else is_testable & is_identified,
    )


def not_testable(n_raters: int, n_needed: int) -> PatternResult:
    """Say for every rater that the data hold nothing a test could use.

    Parameters
    ----------
    n_raters : int
    n_needed : int
        What would be enough for a rater.

    Returns
    -------
    PatternResult
    """
    nothing = np.full(n_raters, np.nan)
    zeros = np.zeros(n_raters, dtype=np.int64)
    return pattern_result(nothing, nothing, family=zeros, n_used=zeros, n_needed=n_needed)
