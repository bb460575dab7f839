"""What a reader sees of groups: all, or what the lattice of the period leaves (ui.md 5.4)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.suppression import PeriodViews, SeesPersons, Together, Visibility
from data.scope import SMALLEST_GROUP, Filters, Scope
from ui import counts
from ui.cached import (
    filling_lattice,
    lattice_of,
    shown_raters,
    sizes_lattice,
    target_lattice,
    unit_lattice,
)

Mask = NDArray[np.bool_]


def view(scope: Scope, chosen: Filters) -> Visibility:
    """Return what the reader sees under the filters of one period."""
    if scope.may_see_persons or chosen.period_code is None:
        return SeesPersons(SMALLEST_GROUP)
    found = sizes_lattice(scope, chosen.period_code, minimum=scope.smallest_group)
    return found.view(
        agency_code=chosen.agency_code,
        position_class=chosen.position_class,
        grade_group=chosen.grade_group,
    )


def view_of(
    sizes: Callable[[Scope, Filters], pd.DataFrame],
    scope: Scope,
    chosen: Filters,
    *,
    score_scale: int | None = None,
) -> Visibility:
    """Return the same for numbers over other people: with a score, with levels, in two years."""
    if scope.may_see_persons or chosen.period_code is None:
        return SeesPersons(SMALLEST_GROUP)
    found = lattice_of(
        sizes,
        scope,
        chosen.period_code,
        minimum=scope.smallest_group,
        score_scale=score_scale,
    )
    return found.view(
        agency_code=chosen.agency_code,
        position_class=chosen.position_class,
        grade_group=chosen.grade_group,
    )


def filling_view(scope: Scope, chosen: Filters, whole: str) -> Visibility:
    """Return the same for how appraisals were filled in.

    `whole` is the column of `filling_sizes` that a share is taken over. Everybody with a result,
    and everybody with a predicate, are counted beside it on other pages: what is hidden there
    stays hidden here, so that no two pages add up to more than each of them.
    """
    if scope.may_see_persons or chosen.period_code is None:
        return SeesPersons(SMALLEST_GROUP)
    narrowed = {
        "agency_code": chosen.agency_code,
        "position_class": chosen.position_class,
        "grade_group": chosen.grade_group,
    }
    return Together(
        [
            filling_lattice(scope, chosen.period_code, column, minimum=scope.smallest_group).view(
                **narrowed
            )
            for column in dict.fromkeys((whole, "n", "n_rated"))
        ]
    )


def target_view(scope: Scope, chosen: Filters) -> Visibility:
    """Return the same for targets, which only the agency narrows."""
    if scope.may_see_persons or chosen.period_code is None:
        return SeesPersons(SMALLEST_GROUP)
    found = target_lattice(scope, chosen.period_code, minimum=scope.smallest_group)
    return found.view(agency_code=chosen.agency_code)


def city_view(scope: Scope, chosen: Filters) -> Visibility:
    """Return the same for the whole city, whatever agency is chosen."""
    return view(scope, dataclasses.replace(chosen, agency_code=None))


def views(scope: Scope, chosen: Filters, periods: Iterable[str]) -> Visibility:
    """Return what the reader sees in frames over several periods."""
    if scope.may_see_persons:
        return SeesPersons(SMALLEST_GROUP)
    return PeriodViews(
        {code: view(scope, dataclasses.replace(chosen, period_code=code)) for code in periods}
    )


def unit_view(scope: Scope, chosen: Filters) -> Visibility:
    """Return what the reader sees of the units of the chosen agency."""
    if scope.may_see_persons or chosen.period_code is None or chosen.agency_code is None:
        return SeesPersons(SMALLEST_GROUP)
    found = unit_lattice(
        scope, chosen.period_code, chosen.agency_code, minimum=scope.smallest_group
    )
    if len(found.axes) == 1:  # units by their totals alone, never combined with other filters
        narrowed = chosen.position_class is not None or chosen.grade_group is not None
        return AllOrNone(found.minimum, False, False) if narrowed else found.view()
    return found.view(position_class=chosen.position_class, grade_group=chosen.grade_group)


def raters_shown(scope: Scope, chosen: Filters, *, beside_units: bool) -> frozenset[int] | None:
    """Return the raters of the chosen agency whose numbers may be shown; None means all.

    `beside_units` is for numbers that units show as well: who heads a unit is mostly rated by
    somebody else, and would be what the unit has more than the team of its head.
    """
    if scope.may_see_persons or chosen.period_code is None or chosen.agency_code is None:
        return None
    return shown_raters(
        scope,
        chosen.period_code,
        chosen.agency_code,
        minimum=scope.smallest_group,
        beside_units=beside_units,
    )


@dataclass(frozen=True)
class AllOrNone:
    """A reader who may not see persons, and groups that are shown together or not at all."""

    minimum: int
    is_shown: bool
    is_total_shown: bool

    def of(self, groups: pd.DataFrame) -> Mask:
        """Every group, or none."""
        return np.full(len(groups), self.is_shown)

    def total(self) -> bool:
        """Whether everything together is shown."""
        return self.is_total_shown

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Nobody."""
        return np.zeros(len(groups), dtype=bool)


def employment_view(scope: Scope, chosen: Filters) -> Visibility:
    """Return what the reader sees by type of employment, which is no filter and in no lattice.

    Without a lattice nothing may be left to subtract: the types are shown for the whole city only,
    all together, if each has enough people and so has what distinguishes it from the grades
    (PPPK by employment but not by grade, say).
    """
    everything = view(scope, chosen)
    if scope.may_see_persons:
        return everything
    narrowed = (chosen.agency_code, chosen.position_class, chosen.grade_group, scope.agencies)
    is_shown = all(each is None for each in narrowed) and _types_are_large(scope, chosen)
    return AllOrNone(scope.smallest_group, is_shown, everything.total())


def _types_are_large(scope: Scope, chosen: Filters) -> bool:
    types = counts.predicates_by(scope, chosen, "employment_type")
    grades = counts.predicates_by(scope, chosen, "grade_group")
    by_type = types.groupby(types["employment_type"].fillna(""))["n"].sum()
    by_grade = grades.groupby(grades["grade_group"].fillna(""))["n"].sum()
    contract = by_type[by_type.index.isin(["pppk", "pppk_part_time"])].sum()
    apart = [
        contract - by_grade.get("PPPK", 0),
        by_type.get("pns", 0) - by_grade[~by_grade.index.isin(["PPPK", ""])].sum(),
    ]
    sizes = [*by_type, *(abs(n) for n in apart)]
    return all(n == 0 or n >= scope.smallest_group for n in sizes)
