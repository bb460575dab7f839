"""Totals of one grouping beside totals of others that cut across it: raters beside units.

Raters are not nested in units or classes, so there is no lattice of all three to decide in. What
is shown elsewhere is given here as sets of cells, a cell being the people alike in every grouping.
The total of a member is shown unless it has too few people, and further ones are hidden until

    1  what any shown total leaves beside the shown members inside it is nobody, or at least the
       minimum and more people than there are hidden members in it
    2  a shown member and a shown total differ by nobody or by at least the minimum of people
       (those of one and not of the other), and so does a member from all totals of one grouping
       inside it
    3  no hidden member and no set hidden elsewhere is a linear combination of what is shown

The smallest member that helps is hidden first. Not covered: combinations of several totals that
leave a small set which is neither a member nor a set named here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.suppression.lattice import GroupLattice
from analytics.suppression.visibility import labels_of

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

SPAN_TOLERANCE = 1e-7  # of the length of a 0/1 row; rows in the span miss it by rounding only


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """Totals of other groupings over the same cells."""

    shown: Mask  # (n_shown, n_cells) each a set of cells
    hidden: Mask  # (n_hidden, n_cells) sets that must not follow
    groupings: Sequence[Mask] = ()  # each (n, n_cells), shown sets that do not overlap


def elsewhere(
    cells: pd.DataFrame, lattices: Sequence[tuple[GroupLattice, Mapping[str, str]]]
) -> Elsewhere:
    """Bring what lattices show and hide into sets of cells.

    Parameters
    ----------
    cells : frame
        (n_cells, axes of the lattices) null is the category unknown.
    lattices : sequence of (GroupLattice, mapping)
        Each with the categories that hold for all cells, as the agency of an agency's raters.

    Returns
    -------
    Elsewhere
        Groupings are the shown totals along each axis.
    """
    shown, hidden, groupings = [], [], []
    for lattice, fixed in lattices:
        places = [_places(cells, lattice, axis, fixed) for axis in range(lattice.n.ndim)]
        found: dict[tuple[int, ...], Mask] = {}
        for node in product(
            *[
                sorted({0, *at} if name not in fixed else set(at))
                for name, at in zip(lattice.axes, places, strict=True)
            ]
        ):
            inside = np.ones(len(cells), dtype=bool)
            for at, want in zip(places, node, strict=True):
                inside &= (at == want) | (want == 0)
            if inside.any():
                found[tuple(int(want) for want in node)] = inside
        shown += [inside for node, inside in found.items() if not lattice.hidden[node]]
        hidden += [inside for node, inside in found.items() if lattice.hidden[node]]
        for axis, name in enumerate(lattice.axes):
            alone = [
                inside
                for node, inside in found.items()
                if not lattice.hidden[node]
                and node[axis] > 0
                and all(
                    at == 0 or lattice.axes[other] in fixed
                    for other, at in enumerate(node)
                    if other != axis
                )
            ]
            if alone and name not in fixed:
                groupings.append(np.array(alone))
    n_cells = len(cells)
    return Elsewhere(
        np.array(shown, dtype=bool).reshape(-1, n_cells),
        np.array(hidden, dtype=bool).reshape(-1, n_cells),
        groupings,
    )


def members_shown(n: Whole, members: Mask, elsewhere: Elsewhere, *, minimum: int) -> Mask:
    """Decide which members may be shown with their totals.

    Parameters
    ----------
    n : (n_cells,) people per cell, at least 1
    members : (n_members, n_cells) bool
        The cells of each member; every cell belongs to at most one.
    elsewhere : Elsewhere
        What other pages show and hide.
    minimum : int, people
        Smallest group that is shown.

    Returns
    -------
    (n_members,) bool
    """
    nesting = _Nesting(n, members, elsewhere, minimum)
    shown: Mask = (nesting.size >= minimum) & ~nesting.leaves_few
    fixed = _basis(elsewhere.shown.astype(np.float64))
    loose = _outside(elsewhere.hidden.astype(np.float64), fixed)
    # a set that follows without any member is not for members to protect
    secret = elsewhere.hidden[_norms(loose) > SPAN_TOLERANCE * _norms(elsewhere.hidden)]
    while shown.any():
        picks = nesting.few_left(shown) or _behind(members, shown, secret, fixed)
        if not picks:
            break
        shown[min(picks, key=lambda at: (nesting.size[at], at))] = False
    return shown


def _places(
    cells: pd.DataFrame, lattice: GroupLattice, axis: int, fixed: Mapping[str, str]
) -> Whole:
    """Index of each cell's category on an axis of the lattice."""
    names = pd.Index(lattice.categories[axis])
    if lattice.axes[axis] in fixed:
        return np.full(len(cells), names.get_indexer(pd.Index([fixed[lattice.axes[axis]]]))[0] + 1)
    return names.get_indexer(pd.Index(labels_of(cells[lattice.axes[axis]]))).astype(np.int64) + 1


class _Nesting:
    """Which members lie inside which totals and the other way round, and what that leaves."""

    def __init__(self, n: Whole, members: Mask, elsewhere: Elsewhere, minimum: int) -> None:
        self.minimum = minimum
        self.size = _whole(members) @ n
        self.totals = _whole(elsewhere.shown) @ n
        self.inside = _within(members, elsewhere.shown)  # (n_members, n_shown)
        self.touches = _whole(members) @ _whole(elsewhere.shown).T > 0
        # how a member differs from totals does not depend on what else is shown
        common = (_whole(members) * n) @ _whole(elsewhere.shown).T
        different = self.size[:, None] + self.totals[None, :] - 2 * common
        self.leaves_few: Mask = np.asarray(self._is_few(different).any(axis=1))
        for grouping in elsewhere.groupings:
            parts = _within(grouping, members).T @ (_whole(grouping) @ n)
            self.leaves_few |= self._is_few(self.size - parts)

    def few_left(self, shown: Mask) -> list[int]:
        """Shown members that check 1 finds, those of one total."""
        own = self.inside & shown[:, None]
        rest = self.totals - _whole(own).T @ self.size
        n_hidden = (self.touches & ~shown[:, None]).sum(axis=0)
        needed = np.maximum(self.minimum, np.where(n_hidden > 0, n_hidden + 1, 0))
        found = np.flatnonzero(own.any(axis=0) & (rest > 0) & (rest < needed))
        return [int(each) for each in np.flatnonzero(own[:, found[0]])] if found.size else []

    def _is_few(self, people: Whole) -> Mask:
        few: Mask = (people > 0) & (people < self.minimum)
        return few


def _within(inner: Mask, outer: Mask) -> Mask:
    """Whether each inner set has no cell outside each outer one, as (n_inner, n_outer)."""
    within: Mask = _whole(inner) @ _whole(~outer).T == 0
    return within


def _whole(sets: Mask) -> Whole:
    return sets.astype(np.int64)


def _behind(members: Mask, shown: Mask, secret: Mask, fixed: Floats) -> list[int]:
    """Shown members from which a hidden set follows together with what is shown elsewhere."""
    wanted = np.vstack([members[~shown], secret]).astype(np.float64)
    at = np.flatnonzero(shown)
    rows = _outside(members[at].astype(np.float64), fixed)
    targets = _outside(wanted, fixed)
    own = _basis(rows)
    left = _norms(_outside(targets, own))
    lost = np.flatnonzero(left <= SPAN_TOLERANCE * _norms(wanted))
    for each in lost:
        if _norms(targets[each : each + 1])[0] <= SPAN_TOLERANCE * _norms(wanted)[each]:
            continue  # follows from elsewhere alone; hiding members cannot help
        weight = np.linalg.lstsq(rows.T, targets[each], rcond=None)[0]
        return [int(place) for place in at[np.abs(weight) > 1e-6]]
    return []


def _basis(rows: Floats) -> Floats:
    """Return orthonormal rows that span the same."""
    if not rows.size:
        return np.zeros((0, rows.shape[1]))
    _, value, right = np.linalg.svd(rows, full_matrices=False)
    kept: Floats = right[value > 1e-9 * max(float(value[0]), 1.0)]
    return kept


def _outside(rows: Floats, basis: Floats) -> Floats:
    """Return what of each row is not in the span of a basis."""
    outside: Floats = rows - (rows @ basis.T) @ basis
    return outside


def _norms(rows: Floats | Mask) -> Floats:
    lengths: Floats = np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1))
    return lengths
