"""The lattice of groups of one period: sizes, decisions, and views under filters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import check_counts, require_columns
from analytics.errors import InvalidCounts, InvalidSetting
from analytics.suppression.hiding import protect, protect_inside
from analytics.suppression.visibility import NO_VALUE, labels_of

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]

AXES: Final = ("agency_code", "position_class", "grade_group")


@dataclass(frozen=True, eq=False)
class GroupLattice:
    """Sizes of all filter combinations of one period, and which of them are hidden.

    Index 0 of each axis is "all", the categories follow in sorted order.
    """

    axes: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]  # per axis, NO_VALUE for null
    n: Whole  # (k_1 + 1, k_2 + 1, …) people
    hidden: Mask  # same shape; an empty node is never hidden
    minimum: int
    known: frozenset[str] = frozenset()  # of the first axis: people the reader may see

    @property
    def n_hidden(self) -> int:
        """How many non-empty nodes are hidden."""
        return int(self.hidden.sum())

    @property
    def n_secondary(self) -> int:
        """How many of them are at least the minimum, hidden only to protect others."""
        return int((self.hidden & (self.n >= self.minimum)).sum())

    def visible(self, **filters: object) -> bool:
        """Return whether one filter combination may be seen.

        Parameters
        ----------
        **filters : str or None
            ``agency_code=…, position_class=…, grade_group=…`` (or ``agency`` for short); absent
            or None is "all", ``suppression.NO_VALUE`` the people whose category is unknown. A
            category that the period does not have is not visible: nothing is known about its
            size.
        """
        at = self._node(filters)
        return at is not None and not self.hidden[at]

    def view(self, **filters: object) -> LatticeView:
        """Return what a reader sees under the filters in use (as for `visible`)."""
        return LatticeView(self, self._filters(filters))

    def for_reader_of(self, members: Collection[str]) -> GroupLattice:
        """Return the decision for a reader who may see the people of some agencies.

        Such a reader can take those people out of every total. What is left of the lattice must
        hold by itself: it is decided again without them, hiding at least what others have hidden.

        Parameters
        ----------
        members : collection of str
            Categories of the first axis, whose people the reader may see.

        Returns
        -------
        GroupLattice
            Nodes of `members` are all visible; further nodes of others may be hidden.
        """
        own = np.array([False, *(name in set(members) for name in self.categories[0])])
        rest = self.n.copy()
        rest[own] = 0
        rest[0] -= self.n[own].sum(axis=0)
        hidden = (self.hidden | (rest < self.minimum)) & (rest > 0)
        protect(rest, hidden, np.zeros(rest.shape, dtype=bool), self.minimum)
        return replace(self, hidden=hidden, known=frozenset(members))

    def lookup(self, groups: pd.DataFrame, filters: Mapping[str, str | None] | None = None) -> Mask:
        """Return for each row of keys whether its group may be seen.

        Parameters
        ----------
        groups : frame
            Columns named like axes give the category (null is the category unknown); absent ones
            take the filter, or "all". Other columns are ignored.
        filters : mapping
            Category per axis for what `groups` does not have.

        Returns
        -------
        (n_groups,) bool
        """
        filters = filters or {}
        places: list[Whole] = []
        known = np.ones(len(groups), dtype=bool)
        for axis, names in zip(self.axes, self.categories, strict=True):
            if axis in groups:
                at = pd.Index(names).get_indexer(pd.Index(labels_of(groups[axis]))) + 1
            elif filters.get(axis) is None:
                at = np.zeros(len(groups), dtype=np.int64)
            else:
                at = np.full(len(groups), _place(names, filters[axis]), dtype=np.int64)
            if axis in groups and filters.get(axis) is not None:  # a filter and a key on one axis
                known &= at == _place(names, filters[axis])
            known &= (at > 0) | ((axis not in groups) & (filters.get(axis) is None))
            places.append(np.where(at > 0, at, 0))
        return known & ~self.hidden[tuple(places)]

    def _filters(self, filters: Mapping[str, object]) -> dict[str, str | None]:
        short = {"agency": "agency_code"}
        named = {short.get(name, name): value for name, value in filters.items()}
        unknown = [name for name in named if name not in self.axes]
        if unknown:
            raise InvalidSetting("filter", unknown[0], needed=f"one of {', '.join(self.axes)}")
        return {name: None if value is None else str(value) for name, value in named.items()}

    def _node(self, filters: Mapping[str, object]) -> tuple[int, ...] | None:
        named = self._filters(filters)
        at = []
        for axis, names in zip(self.axes, self.categories, strict=True):
            value = named.get(axis)
            place = 0 if value is None else _place(names, value)
            if value is not None and place == 0:
                return None
            at.append(place)
        return tuple(at)


@dataclass(frozen=True, eq=False)
class LatticeView:
    """A `GroupLattice` under the filters in use; a `Visibility`."""

    lattice: GroupLattice
    filters: Mapping[str, str | None]

    @property
    def minimum(self) -> int:
        """Smallest group of the lattice."""
        return self.lattice.minimum

    def of(self, groups: pd.DataFrame) -> Mask:
        """Rows whose node is shown."""
        return self.lattice.lookup(groups, self.filters)

    def total(self) -> bool:
        """Whether the node of the filters alone is shown."""
        return self.lattice.visible(**self.filters)

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Rows of agencies whose people the reader may see."""
        axis = self.lattice.axes[0]
        if axis in groups:
            return np.isin(labels_of(groups[axis]), sorted(self.lattice.known))
        return np.full(len(groups), self.filters.get(axis) in self.lattice.known)


def lattice(
    sizes: pd.DataFrame,
    *,
    minimum: int,
    axes: Sequence[str] = AXES,
    inside: GroupLattice | None = None,
    member: str | None = None,
) -> GroupLattice:
    """Decide which groups of one period are hidden.

    Parameters
    ----------
    sizes : frame
        The axes and `n`, people; one row per non-empty combination (further rows of the same one
        are added up). Always the whole institution and one period, without filters; and the people
        a share is taken over: results with a predicate, with a score or people in post each have
        sizes and a lattice of their own.
    minimum : int, people
        Smallest group that is shown; 1 shows all.
    axes : sequence of str
        The filters. Put the longest first.
    inside, member : GroupLattice, str
        For a lattice below a category of another one's first axis (units of one agency): that
        lattice and the category. Its decisions stand, the other axes must be the same and the
        sizes must add up to its sizes.

    Returns
    -------
    GroupLattice

    Raises
    ------
    MissingColumns, InvalidCounts, InvalidSetting
        If columns are missing, sizes are no counts or do not add up to `inside`, or a setting is
        out of range.
    """
    if minimum < 1:
        raise InvalidSetting("minimum", minimum, needed="at least 1 person")
    require_columns(sizes, [*axes, "n"], frame="sizes")
    counts = check_counts(sizes["n"], "n").astype(np.int64)
    labels = [labels_of(sizes[axis]) for axis in axes]
    if inside is None:
        categories = tuple(_categories(each) for each in labels)
    else:
        if tuple(axes[1:]) != inside.axes[1:] or member is None:
            raise InvalidSetting("axes", tuple(axes), needed=f"{inside.axes} after the first")
        categories = (_categories(labels[0]), *inside.categories[1:])
    n = _node_sizes(labels, counts, categories)
    locked = np.zeros(n.shape, dtype=bool)
    hidden = (n > 0) & (n < minimum)
    if inside is None:
        protect(n, hidden, locked, minimum)
    else:
        place = _place(inside.categories[0], str(member))
        if place == 0 or (inside.n[place] != n[0]).any():
            raise InvalidCounts("n", [0], problem=f"sizes do not add up to those of {member!r}")
        protect_inside(n, hidden, locked, minimum, outer_hidden=inside.hidden, place=place)
    return GroupLattice(tuple(axes), categories, n, hidden, minimum)


def _categories(labels: NDArray[np.object_]) -> tuple[str, ...]:
    found = {str(label) for label in labels}
    named = sorted(found - {NO_VALUE})
    return (*named, NO_VALUE) if NO_VALUE in found else tuple(named)


def _place(names: tuple[str, ...], value: str | None) -> int:
    """Index of a category in its axis; 0 if it is not there."""
    return names.index(value) + 1 if value in names else 0


def _node_sizes(
    labels: Sequence[NDArray[np.object_]], counts: Whole, categories: tuple[tuple[str, ...], ...]
) -> Whole:
    shape = tuple(len(names) + 1 for names in categories)
    n = np.zeros(shape, dtype=np.int64)
    at = tuple(
        pd.Index(names).get_indexer(pd.Index(label)) + 1
        for label, names in zip(labels, categories, strict=True)
    )
    if any((each == 0).any() for each in at):
        rows = np.flatnonzero(np.any([each == 0 for each in at], axis=0))
        raise InvalidCounts("n", rows.tolist(), problem="a category the enclosing lattice lacks")
    np.add.at(n, at, counts)
    for axis in range(n.ndim):
        np.moveaxis(n, axis, 0)[0] = np.moveaxis(n, axis, 0)[1:].sum(axis=0)
    return n
