"""Which variance components the arrangement of the ratings can tell apart, before any estimate.

Two components whose incidences are the same partition of the ratings have no variances of their
own. Then one of them is left out and counts in the other, or both share one free variance in a
fixed, stated ratio:

    one_rating_per_pair         pair counts in the residual
    no_moves                    nobody has two raters: pair counts in the employee; if every rater
                                has exactly one home unit of its own, rater and home unit share one
                                variance
    one_rating_per_rater        rater counts in the residual (of its type)
    one_employee_per_rater      rater counts in the pair
    one_rating_per_employee     employee and residual share one variance
    rater_or_home_unit          moves are so rare that their estimates cannot be told apart: they
                                share one variance
    one_rater, one_employee, one_unit, one_employee_per_unit    no variance can be seen
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.errors import TooLittleData
from analytics.notes import note

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UNIT_SHARE = 0.25  # of rater + home unit where they cannot be told apart: the middle scenario
UNIT_SHARES = (0.0, 0.25, 0.5)  # the scenarios shown then (statistics.md 3)
EMPLOYEE_SHARE = 0.5  # of employee + residual where everybody has one rating
FEWEST_OF_KIND = 5  # ratings of a type below which it shares the residual of the first type


@dataclass(frozen=True, eq=False)
class Separation:
    """Free variances and how they make up the components: v = share · free."""

    names: tuple[str, ...]  # all components
    share: Floats  # (n_components, n_free)
    free_names: tuple[str, ...]  # under which component a free variance is reported
    reasons: tuple[str, ...]  # codes of the module docstring, with :type where it is not the first

    def at(self, name: str) -> int:
        """Position of a component."""
        return self.names.index(name)


def component_names(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Names of all components: one rater and one residual variance per kind."""
    others = kinds[1:]
    return (
        "employee",
        "home_unit",
        "rater",
        *(f"rater:{k}" for k in others),
        "pair",
        "residual",
        *(f"residual:{k}" for k in others),
    )


def separate(cells: Cells, home: Ints | None) -> Separation:
    """Find what can be told apart.

    Parameters
    ----------
    cells : Cells
    home : (n_employees,) codes, or None without a home-unit factor

    Returns
    -------
    Separation

    Raises
    ------
    TooLittleData
        If fewer than three ratings are left after the fixed effects.
    """
    if cells.n_ratings - cells.x.shape[1] < 2:
        raise TooLittleData(
            f"{cells.n_ratings} ratings for {cells.x.shape[1]} fixed effects (periods, types, "
            "covariates) leave nothing to compare",
            remedy="Give more ratings, or leave out periods or covariates.",
        )
    names = component_names(cells.kinds)
    n_kinds = len(cells.kinds)
    dropped: dict[str, str] = {}  # component -> reason
    reasons: list[str] = []

    cells_of_employee = np.bincount(cells.employee, minlength=cells.n_employees)
    employees = np.flatnonzero(cells_of_employee)
    nobody_moves = bool((cells_of_employee <= 1).all())
    if employees.size == 1:
        dropped["employee"] = "one_employee"
    if home is None:
        dropped["home_unit"] = ""
    else:
        size_of_unit = np.bincount(home[employees])
        if (size_of_unit > 0).sum() == 1:
            dropped["home_unit"] = "one_unit"
        elif size_of_unit.max() == 1:
            dropped["home_unit"] = "one_employee_per_unit"
    for k in range(n_kinds):
        _see_raters(cells, k, dropped)
    if (cells.n == 1).all():
        dropped["pair"] = "one_rating_per_pair"
    elif nobody_moves:
        dropped["pair"] = "no_moves"
    if nobody_moves and employees.size > 1:
        reasons.append("no_moves")

    free = [name for name in names if name not in dropped]
    share = np.zeros((len(names), len(free)))
    for at, name in enumerate(free):
        share[names.index(name), at] = 1.0
    one_each = np.bincount(cells.employee, weights=cells.n)[employees].max() == 1
    if one_each and "employee" in free:
        reasons.append("one_rating_per_employee")
        share, free = _tie(names, share, free, "employee", "residual", EMPLOYEE_SHARE)
    if nobody_moves and {"home_unit", "rater"} <= set(free) and _same_partition(cells, home):
        share, free = _tie(names, share, free, "home_unit", "rater", UNIT_SHARE)
        reasons.append("rater_or_home_unit")
    for k, name in enumerate(cells.kinds[1:], start=1):
        if cells.n_of_kind[k] < FEWEST_OF_KIND:
            at, first = free.index(f"residual:{name}"), free.index("residual")
            share[:, first] += share[:, at]
            share = np.delete(share, at, axis=1)
            free.pop(at)
    for name, reason in dropped.items():
        if reason:
            kind = name.partition(":")[2]
            reasons.append(f"{reason}:{kind}" if kind else reason)
    return Separation(names, share, tuple(free), tuple(dict.fromkeys(reasons)))


def _see_raters(cells: Cells, k: int, dropped: dict[str, str]) -> None:
    name = "rater" if k == 0 else f"rater:{cells.kinds[k]}"
    here = cells.kind == k
    cells_of_rater = np.bincount(cells.rater[here], minlength=cells.n_raters)
    used = cells_of_rater > 0
    if used.sum() < 2 or cells.kinds[k].startswith("objective"):
        dropped[name] = "" if cells.kinds[k].startswith("objective") else "one_rater"
    elif cells_of_rater.max() == 1:
        dropped[name] = (
            "one_rating_per_rater" if cells.n[here].max() == 1 else "one_employee_per_rater"
        )


def _tie(
    names: tuple[str, ...], share: Floats, free: list[str], first: str, second: str, part: float
) -> tuple[Floats, list[str]]:
    """Let two components share one free variance, reported under the second."""
    at = free.index(second)
    share = share.copy()
    share[names.index(first), at] = part
    share[names.index(second), at] = 1 - part
    out = free.index(first)
    return np.delete(share, out, axis=1), [name for name in free if name != first]


def _same_partition(cells: Cells, home: Ints | None) -> bool:
    """Whether raters and home units divide the cells in the same way."""
    if home is None:
        return False
    unit = home[cells.employee]
    pairs = np.unique(np.column_stack((cells.rater, unit)), axis=0)
    return len(pairs) == np.unique(pairs[:, 0]).size == np.unique(pairs[:, 1]).size


def notes_of(reasons: tuple[str, ...]) -> list[str]:
    """Say the reasons, for the notes of a result."""
    found: list[str] = []
    for reason in reasons:
        code, _, kind = reason.partition(":")
        found.append(note(code, type=kind) if kind else note(code))
    return found


def tie_unit_to_rater(separation: Separation, unit_share: float = UNIT_SHARE) -> Separation:
    """Let home unit and rater share one variance where their estimates cannot be told apart.

    Parameters
    ----------
    separation : Separation
        With both free.
    unit_share : float, share 0–1
        Of the sum that is the unit's.

    Returns
    -------
    Separation
        Their sum is reported as 'rater'.
    """
    share, free = _tie(
        separation.names,
        separation.share,
        list(separation.free_names),
        "home_unit",
        "rater",
        unit_share,
    )
    return Separation(
        separation.names, share, tuple(free), (*separation.reasons, "rater_or_home_unit")
    )
