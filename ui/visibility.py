"""What a reader sees of groups: all, or what the lattice of the period leaves (ui.md 5.4)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

import pandas as pd

from analytics.suppression import PeriodViews, SeesPersons, Visibility
from data.scope import SMALLEST_GROUP, Filters, Scope
from ui.cached import lattice_of, sizes_lattice, unit_lattice


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
    return found.view(position_class=chosen.position_class, grade_group=chosen.grade_group)
