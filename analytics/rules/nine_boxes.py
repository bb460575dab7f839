"""Nine boxes: performance × potential, the talent pool, and how firm the places are (R9).

    box = BOXES[performance][potential]        performance from the predicate, potential from an
                                               assessment, never from the appraisal (R9.3)

Who lacks either has no box and is counted beside the grid. Where both axes are numbers 0–100, two
cuts make levels, lower bound inclusive; how many people other cuts would move is always shown
(R9.4, R9.5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidRatings, InvalidSetting
from analytics.rules.predicates import LEVELS, PREDICATES
from analytics.rules.promotion_rules import TalentRules
from analytics.rules.ranks import POTENTIALS

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Objects = NDArray[np.object_]
Labels = Sequence[object] | Objects

NO_BOX = 0


@dataclass(frozen=True, eq=False)
class NineBoxes:
    """People in their boxes."""

    box: Numbers  # (n,) 1–9, 0 without a place
    counts: Mapping[int, int]  # people by box 1–9
    n_unassessed: int  # no potential known
    n_unrated: int  # potential known, no predicate
    in_pool: Mask  # (n,) box in the talent pool

    @property
    def n_placed(self) -> int:
        """People with a box."""
        return sum(self.counts.values())


@dataclass(frozen=True, eq=False)
class CutChange:
    """What other cuts would do."""

    n_moved: int  # people in another box, or with a box on one side only
    n_into_pool: int
    n_out_of_pool: int
    moves: pd.DataFrame  # from_box, to_box, n; only where they differ


def performance_levels(predicates: Labels, talent: TalentRules) -> Objects:
    """Return above, meets or below for each predicate; None where it is missing.

    Raises
    ------
    InvalidRatings
        If a predicate is unknown.
    """
    return _mapped("predicate", predicates, talent.performance.value, PREDICATES)


def score_levels(scores: Sequence[float] | Floats, cuts: tuple[float, float]) -> Numbers:
    """Return 0 low, 1 middle, 2 high for numbers 0–100; −1 where one is missing.

    Parameters
    ----------
    scores : (n,) numbers 0–100
    cuts : (float, float)
        Lowest middle and lowest high number, both inclusive.

    Raises
    ------
    InvalidSetting
        If the cuts do not rise.
    """
    if not cuts[0] < cuts[1]:
        raise InvalidSetting("cuts", cuts, needed="rising")
    numbers = np.asarray(scores, dtype=np.float64)
    level = (numbers >= cuts[0]).astype(np.int64) + (numbers >= cuts[1])
    return np.where(np.isnan(numbers), -1, level)


def boxes_of(performance: Labels, potential: Labels, talent: TalentRules) -> Numbers:
    """Return each person's box; 0 where performance or potential is missing.

    Parameters
    ----------
    performance : (n,) of LEVELS or missing
    potential : (n,) of POTENTIALS or missing

    Raises
    ------
    InvalidRatings
        If a level is unknown.
    """
    rows = _places("performance", performance, LEVELS)
    columns = _places("potential", potential, POTENTIALS)
    grid = np.array([[talent.boxes.value[level, each] for each in POTENTIALS] for level in LEVELS])
    return np.where((rows >= 0) & (columns >= 0), grid[rows, columns], NO_BOX)


def boxes_of_scores(
    performance: Sequence[float] | Floats,
    potential: Sequence[float] | Floats,
    talent: TalentRules,
    *,
    cuts: tuple[float, float] | None = None,
) -> Numbers:
    """Return boxes where both axes are numbers 0–100; without `cuts`, by those of the rules."""
    used = talent.score_cuts.value if cuts is None else cuts
    rows, columns = score_levels(performance, used), score_levels(potential, used)
    levels = np.array([*reversed(LEVELS), None], dtype=object)  # low first, −1 is the last
    return boxes_of(levels[rows], np.array([*POTENTIALS, None], dtype=object)[columns], talent)


def place_people(predicates: Labels, potential: Labels, talent: TalentRules) -> NineBoxes:
    """Put people into boxes by predicate and assessed potential.

    Parameters
    ----------
    predicates : (n,) of PREDICATES or missing
        Of the last complete year.
    potential : (n,) of POTENTIALS or missing
    """
    box = boxes_of(performance_levels(predicates, talent), potential, talent)
    is_assessed = _places("potential", potential, POTENTIALS) >= 0
    counts = np.bincount(box, minlength=10)
    return NineBoxes(
        box=box,
        counts={number: int(counts[number]) for number in range(1, 10)},
        n_unassessed=int((~is_assessed).sum()),
        n_unrated=int((is_assessed & (box == NO_BOX)).sum()),
        in_pool=np.isin(box, talent.pool.value),
    )


def compare_boxes(before: Numbers, after: Numbers, talent: TalentRules) -> CutChange:
    """Say who would be in another box: other cuts, or another reading of Baik (R9.5).

    Parameters
    ----------
    before, after : (n,) boxes of the same people, 0 without a place
    """
    is_moved = before != after
    pool = talent.pool.value
    was, is_now = np.isin(before, pool), np.isin(after, pool)
    moves = (
        pd.DataFrame({"from_box": before[is_moved], "to_box": after[is_moved]})
        .value_counts(sort=False)
        .rename("n")
        .reset_index()
    )
    return CutChange(
        int(is_moved.sum()), int((is_now & ~was).sum()), int((was & ~is_now).sum()), moves
    )


def needs_review(given: Sequence[float] | Floats, computed: Numbers) -> Mask:
    """Which boxes of a file the axes do not yield: shown beside ours, never overwritten (R9.5a)."""
    numbers = np.asarray(given, dtype=np.float64)
    differs: Mask = ~np.isnan(numbers) & (computed != NO_BOX) & (numbers != computed)
    return differs


def _mapped(
    column: str, values: Labels, table: Mapping[str, str], allowed: tuple[str, ...]
) -> Objects:
    places = _places(column, values, allowed)
    return np.array([*(table[each] for each in allowed), None], dtype=object)[places]


def _places(column: str, values: Labels, allowed: tuple[str, ...]) -> Numbers:
    codes, uniques = pd.factorize(np.asarray(values, dtype=object))
    unknown = [str(each) for each in uniques if each not in allowed]
    if unknown:
        raise InvalidRatings(column, unknown, allowed=allowed)
    found: Numbers = np.array([*(allowed.index(each) for each in uniques), -1])[codes]
    return found
