"""What the proposed predicates of a calibration would change; nothing is fitted anew.

    then_i = proposed_i where something is proposed, else now_i
    up:   rank(then_i) > rank(now_i)                       down: rank(then_i) < rank(now_i)
    gap_j = share of Sangat Baik among the people of rater j − the same share among all others

The mix is compared with the pattern of the organisation and with the nation, the boxes with those
of today, each rater with the rest of the draft, and everybody with the last cycle. An appraisal
stays as it is, and so does what an analysis says about its rater: a proposal is no rating.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import require_columns
from analytics.distribution.transitions import Transitions, transitions
from analytics.errors import InvalidRatings
from analytics.rules.nine_boxes import (
    CutChange,
    NineBoxes,
    compare_boxes,
    place_people,
    score_levels,
)
from analytics.rules.pattern import PatternFit, pattern_fit
from analytics.rules.predicates import LEVELS, PREDICATES
from analytics.rules.promotion_rules import TalentRules
from analytics.rules.ranks import POTENTIALS
from analytics.rules.rule_set import RuleSet
from analytics.suppression import SeesPersons

Places = NDArray[np.int64]  # place in PREDICATES, 0 is best; −1 without a predicate
Floats = NDArray[np.float64]
Objects = NDArray[np.object_]
Labels = Sequence[object] | Objects | pd.Series  # codes of predicates, or missing

UNKNOWN = -1
UP, SAME, DOWN = "up", "same", "down"


@dataclass(frozen=True, eq=False)
class BoxEffect:
    """The nine boxes before and after."""

    before: NineBoxes
    after: NineBoxes
    change: CutChange
    # nine rows, best performance and lowest potential first: performance, potential, box,
    # n_before, n_after (people), in_pool
    grid: pd.DataFrame


@dataclass(frozen=True, eq=False)
class CalibrationEffect:
    """What the proposals of a draft change together."""

    n_people: int
    n_proposed: int  # people with another predicate than now
    n_up: int
    n_down: int
    n_new: int  # proposed for people rated without a predicate
    before: PatternFit
    after: PatternFit
    moves: pd.DataFrame  # predicate (null: rated without), proposed, n; only what is proposed
    boxes: BoxEffect | None  # None: the rule set has no boxes

    def mix(self) -> pd.DataFrame:
        """Return `moment` (before, after), `predicate`, `n`, `n_group`, `share`, best first."""
        parts = []
        for moment, fit in (("before", self.before), ("after", self.after)):
            rows = fit.long()[["predicate", "n", "share"]]
            parts.append(rows.assign(moment=moment, n_group=float(np.nansum(fit.counts))))
        return pd.concat(parts, ignore_index=True)


@dataclass(frozen=True, eq=False)
class LastCycle:
    """The same people one cycle earlier."""

    before: Transitions  # to the predicates of now
    after: Transitions  # to what is proposed
    now: Objects  # (n_people,) up, same, down, or None where one of the two is unknown
    then: Objects  # (n_people,) the same for what is proposed


def with_proposals(predicates: Labels, proposed: Labels) -> Objects:
    """Return the predicates that would hold: (n_people,) codes, None where there is none.

    Raises
    ------
    InvalidRatings
        If one of them is no predicate.
    """
    return _codes(_then(_places(predicates), _places(proposed)))


def calibration_effect(
    people: pd.DataFrame,
    agency_predicate: str | None,
    rules: RuleSet,
    *,
    employment: Mapping[str, float] | None = None,
) -> CalibrationEffect:
    """Say what a draft changes in the mix, against pattern and nation, and in the boxes.

    Parameters
    ----------
    people : frame
        One row a person: `predicate`, `proposed` (missing: nothing else), `potential` and
        `potential_score` (missing: not assessed), `employment_type`.
    agency_predicate : str or None
        The organisation's own, for the pattern.
    rules : RuleSet
        The version valid on the last day of the period.
    employment : mapping, optional
        People by employment type; counted from `people` unless given.

    Raises
    ------
    MissingColumns
        If a column is missing.
    InvalidRatings
        If a predicate or potential is unknown.
    """
    needed = ("predicate", "proposed", "potential", "potential_score", "employment_type")
    require_columns(people, needed, frame="people")
    now = _places(people["predicate"])
    then = _then(now, _places(people["proposed"]))
    if employment is None:
        sizes = people["employment_type"].value_counts()
        employment = {str(kind): float(n) for kind, n in sizes.items()}
    moved = now != then
    return CalibrationEffect(
        n_people=len(people),
        n_proposed=int(moved.sum()),
        n_up=int((then < now).sum()),
        n_down=int(((then > now) & (now != UNKNOWN)).sum()),
        n_new=int((moved & (now == UNKNOWN)).sum()),
        before=pattern_fit(_counts(now), agency_predicate, rules, employment=employment),
        after=pattern_fit(_counts(then), agency_predicate, rules, employment=employment),
        moves=_moves(now[moved], then[moved]),
        boxes=None
        if rules.promotion is None
        else _box_effect(people, now, then, rules.promotion.talent),
    )


def rater_mixes(people: pd.DataFrame) -> pd.DataFrame:
    """Say how each rater's mix would differ, beside the others of the draft.

    Parameters
    ----------
    people : frame
        One row a person: `rater_id` (missing ones are left out), `predicate`, `proposed`.

    Returns
    -------
    frame
        One row a rater, most proposals first: `rater_id`, `n_people` (with a predicate, after),
        `n_proposed`, `n_up`, `n_down`, `very_good_before`, `very_good_after`,
        `good_or_better_before`, `good_or_better_after` (shares; missing without a predicate),
        `gap_before`, `gap_after` (share points 0–1; missing without others).
    """
    require_columns(people, ("rater_id", "predicate", "proposed"), frame="people")
    known = people[people["rater_id"].notna()]
    raters, at = np.unique(known["rater_id"].to_numpy(dtype=np.int64), return_inverse=True)
    now = _places(known["predicate"])
    then = _then(now, _places(known["proposed"]))

    def summed(what: NDArray[np.bool_]) -> Floats:
        return np.bincount(at, weights=what, minlength=raters.size).astype(np.float64)

    columns: dict[str, Floats] = {}
    for moment, held in (("before", now), ("after", then)):
        n, top, good = summed(held >= 0), summed(held == 0), summed((held >= 0) & (held <= 1))
        columns[f"very_good_{moment}"] = _share(top, n)
        columns[f"good_or_better_{moment}"] = _share(good, n)
        columns[f"gap_{moment}"] = _share(top, n) - _share(top.sum() - top, n.sum() - n)
    found = pd.DataFrame(
        {
            "rater_id": raters,
            "n_people": summed(then >= 0).astype(np.int64),
            "n_proposed": summed(now != then).astype(np.int64),
            "n_up": summed(then < now).astype(np.int64),
            "n_down": summed((then > now) & (now != UNKNOWN)).astype(np.int64),
            **columns,
        }
    )
    order = ["n_proposed", "n_people", "rater_id"]
    return found.sort_values(order, ascending=[False, False, True], ignore_index=True)


def last_cycle(people: pd.DataFrame) -> LastCycle:
    """Compare everybody with the cycle before: as rated now, and as proposed.

    Parameters
    ----------
    people : frame
        One row a person: `previous_predicate`, `predicate`, `proposed`.
    """
    require_columns(people, ("previous_predicate", "predicate", "proposed"), frame="people")
    previous, now = _places(people["previous_predicate"]), _places(people["predicate"])
    then = _then(now, _places(people["proposed"]))
    return LastCycle(
        before=_movement(previous, now),
        after=_movement(previous, then),
        now=_direction(previous, now),
        then=_direction(previous, then),
    )


def _places(values: Labels) -> Places:
    codes, uniques = pd.factorize(np.asarray(values, dtype=object))
    unknown = [str(each) for each in uniques if each not in PREDICATES]
    if unknown:
        raise InvalidRatings("predicate", unknown, allowed=PREDICATES)
    return np.array([*(PREDICATES.index(each) for each in uniques), UNKNOWN], np.int64)[codes]


def _then(now: Places, proposed: Places) -> Places:
    return np.where(proposed == UNKNOWN, now, proposed)


def _codes(places: Places) -> Objects:
    return np.array([*PREDICATES, None], dtype=object)[places]


def _counts(places: Places) -> Floats:
    return np.bincount(places[places >= 0], minlength=len(PREDICATES)).astype(np.float64)


def _share(part: Floats, whole: Floats) -> Floats:
    found: Floats = np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
    return found


def _pairs(first: Places, second: Places) -> pd.DataFrame:
    """Return how many people have each pair that occurs: `first`, `second`, `n`."""
    width = len(PREDICATES) + 1
    n = np.bincount((first + 1) * width + second + 1, minlength=width * width)
    at = np.flatnonzero(n)
    return pd.DataFrame(
        {"first": _codes(at // width - 1), "second": _codes(at % width - 1), "n": n[at]}
    )


def _moves(now: Places, then: Places) -> pd.DataFrame:
    return _pairs(now, then).rename(columns={"first": "predicate", "second": "proposed"})


def _movement(previous: Places, now: Places) -> Transitions:
    both = (previous >= 0) & (now >= 0)
    pairs = _pairs(previous[both], now[both])
    named = pairs.rename(columns={"first": "previous_predicate", "second": "predicate"})
    return transitions(named, by=[], visible=SeesPersons())


def _direction(previous: Places, now: Places) -> Objects:
    words: Objects = np.array([UP, SAME, DOWN], dtype=object)[np.sign(now - previous) + 1]
    words[(previous == UNKNOWN) | (now == UNKNOWN)] = None
    return words


def _box_effect(people: pd.DataFrame, now: Places, then: Places, talent: TalentRules) -> BoxEffect:
    potential = _potential(people, talent)
    before = place_people(_codes(now), potential, talent)
    after = place_people(_codes(then), potential, talent)
    boxes = talent.boxes.value
    grid = pd.DataFrame(
        [(level, each, boxes[level, each]) for level in LEVELS for each in POTENTIALS],
        columns=["performance", "potential", "box"],
    )
    grid = grid.assign(
        n_before=grid["box"].map(before.counts),
        n_after=grid["box"].map(after.counts),
        in_pool=grid["box"].isin(talent.pool.value),
    )
    return BoxEffect(before, after, compare_boxes(before.box, after.box, talent), grid)


def _potential(people: pd.DataFrame, talent: TalentRules) -> Objects:
    """Return the level given by the assessment, else that of its score by the cuts of the rules."""
    scores = people["potential_score"].to_numpy(dtype=np.float64, na_value=np.nan)
    by_score = np.array([*POTENTIALS, None], dtype=object)[
        score_levels(scores, talent.score_cuts.value)
    ]
    given = people["potential"]
    found: Objects = np.where(given.notna(), given.to_numpy(dtype=object), by_score)
    return found
