"""Which groups a reader who may not see persons may see: one decision for all pages and filters.

A *group* is the people a share is taken over. The filters (agency, position class, grade group)
span a lattice: every combination of one category or "all" on each axis is a node, and a page
shows nodes. A group under the minimum is hidden. Hiding it alone protects nobody while it follows
from what is shown, so further groups are hidden, until

    1  no line has exactly one hidden member         line: a node and its children along one axis,
    parent = Σ children 2  what a line's hidden children add up to is at least the minimum and
    more than their number (each is at least 1,
       because an empty group is shown as empty: five hidden groups with five people would each be
       one person)
    3  no shown node less a shown node below it leaves 1 … minimum − 1 people (the complement of a
    filter), and no box
       "not this agency and not this class …", which follows from shown nodes by inclusion and
       exclusion, has so few
    4  no hidden node is a linear combination of shown nodes, over the whole lattice

In each step the smallest other group is hidden, a child before its parent. The decision rests on
the sizes of the whole lattice, never on who looks or on the filter in use: two views can
therefore not be played against each other.

Check 4. Let v be a change of the hidden cells that leaves every shown node as it is; a hidden
node follows from the shown ones exactly if every such v leaves it unchanged too. The first axis
is long (agencies), the others are short, and agencies meet only in the nodes "all agencies". With
P_a the projector on the changes that agency a's own shown nodes allow and R_a = L P_a what they
do to the shown nodes over all agencies, a change v of agency a can be offset by the others
exactly if v is orthogonal to the eigenvectors with eigenvalue 1 of R_a' S⁺ R_a, where S = Σ_a R_a
R_a'. So one small matrix per agency decides.

After the general problem of complementary suppression in tables (Cox 1980, Journal of the
American Statistical Association 75:377; Willenborg & de Waal 2001, Elements of Statistical
Disclosure Control). What is not covered: knowledge from outside the program (a member of a group
knows one of the ratings), and that the same small group is seen in another period.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, Protocol, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import check_counts, require_columns
from analytics.errors import InvalidCounts, InvalidSetting

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

AXES: Final = ("agency_code", "position_class", "grade_group")
NO_VALUE: Final = ""  # the category of people whose class or grade is unknown
RANK_TOLERANCE: Final = 1e-9  # of matrices with entries 0, 1 and at most some thousand rows


class Visibility(Protocol):
    """Which groups a reader may see, and where small ones are marked instead of hidden."""

    @property
    def minimum(self) -> int:
        """Smallest group a share may be taken over for readers who may not see the people."""

    def of(self, groups: pd.DataFrame) -> Mask:
        """Return for each row of keys whether its group may be seen, as (n_groups,) bool."""

    def total(self) -> bool:
        """Return whether the group over all rows may be seen."""

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Return for each row whether the reader may see the people in it."""


@dataclass(frozen=True)
class SeesPersons:
    """A reader who may see the persons: every group is visible, small ones are marked."""

    minimum: int = 5

    def of(self, groups: pd.DataFrame) -> Mask:
        """Every group."""
        return np.ones(len(groups), dtype=bool)

    def total(self) -> bool:
        """Everything together as well."""
        return True

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Everybody."""
        return np.ones(len(groups), dtype=bool)


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

    def view(self, *, persons_in: Collection[str] = (), **filters: object) -> LatticeView:
        """Return what a reader sees under the filters in use.

        Parameters
        ----------
        persons_in : collection of str
            Categories of the first axis (agencies) whose people the reader may see: never hidden
            there.
        **filters : str or None
            As for `visible`.
        """
        at = self._filters(filters)
        return LatticeView(self, at, frozenset(persons_in))

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
                at = pd.Index(names).get_indexer(pd.Index(_labels(groups[axis]))) + 1
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
    persons_in: frozenset[str]

    @property
    def minimum(self) -> int:
        """Smallest group of the lattice."""
        return self.lattice.minimum

    def of(self, groups: pd.DataFrame) -> Mask:
        """Rows whose node is shown, or whose people the reader may see."""
        return self.lattice.lookup(groups, self.filters) | self.persons(groups)

    def total(self) -> bool:
        """Whether the node of the filters alone is shown."""
        own = self.filters.get(self.lattice.axes[0])
        return self.lattice.visible(**self.filters) or (own is not None and own in self.persons_in)

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Rows of agencies whose people the reader may see."""
        axis = self.lattice.axes[0]
        if axis in groups:
            return np.isin(_labels(groups[axis]), sorted(self.persons_in))
        return np.full(len(groups), self.filters.get(axis) in self.persons_in)


@dataclass(frozen=True, eq=False)
class PeriodViews:
    """A view per period, for frames over several periods; a `Visibility`.

    Each period has its own lattice, because its sizes differ. A period without a view is hidden.
    """

    views: Mapping[str, Visibility]  # period_code → view; at least one

    @property
    def minimum(self) -> int:
        """Largest minimum among the views."""
        return max(view.minimum for view in self.views.values())

    def of(self, groups: pd.DataFrame) -> Mask:
        """Each row by the view of its `period_code`."""
        return self._each(groups, "of")

    def total(self) -> bool:
        """Whether the total is shown in every period."""
        return all(view.total() for view in self.views.values())

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Each row by the view of its `period_code`."""
        return self._each(groups, "persons")

    def _each(self, groups: pd.DataFrame, question: str) -> Mask:
        require_columns(groups, ["period_code"], frame="groups")
        found = np.zeros(len(groups), dtype=bool)
        codes = _labels(groups["period_code"])
        for period, view in self.views.items():
            rows = codes == period
            if rows.any():
                found[rows] = getattr(view, question)(groups[rows])
        return found


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
        are added up). Always the whole institution and one period, without filters.
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
    labels = [_labels(sizes[axis]) for axis in axes]
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
        _protect(n, hidden, locked, minimum)
    else:
        _protect_inside(n, hidden, locked, minimum, inside, cast("str", member))
    return GroupLattice(tuple(axes), categories, n, hidden, minimum)


def derivable(n: Whole, hidden: Mask) -> Mask:
    """Find hidden nodes whose size is a linear combination of shown nodes (check 4).

    Parameters
    ----------
    n, hidden : (k_1 + 1, k_2 + 1, …) arrays
        People per node and which are hidden, index 0 of each axis being "all".

    Returns
    -------
    (k_1 + 1, k_2 + 1, …) bool
    """
    return _hidden_changes(n, hidden).fixed.reshape(n.shape)


# --- sizes -------------------------------------------------------------------------------------


def _labels(column: pd.Series[str]) -> NDArray[np.object_]:
    return column.astype(object).where(column.notna(), NO_VALUE).to_numpy(dtype=object)


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


# --- hiding ------------------------------------------------------------------------------------


def _protect(n: Whole, hidden: Mask, locked: Mask, minimum: int) -> bool:
    """Hide until checks 1–4 hold; False if what is locked leaves no way."""
    while True:
        if not _close(n, hidden, locked, minimum):
            return False
        loose = np.argwhere(derivable(n, hidden))
        if not loose.size:
            return True
        # one a first-axis category and round: each may free others of its category
        _, first = np.unique(loose[:, 0], return_index=True)
        for node in loose[first]:
            if not _hide_beside(tuple(int(at) for at in node), n, hidden, locked):
                return False


def _close(n: Whole, hidden: Mask, locked: Mask, minimum: int) -> bool:
    """Hide until checks 1–3 hold."""
    while True:
        before = int(hidden.sum())
        for axis in range(n.ndim):
            if not _close_lines(
                np.moveaxis(n, axis, 0),
                np.moveaxis(hidden, axis, 0),
                np.moveaxis(locked, axis, 0),
                minimum,
            ):
                return False
        if not _close_complements(n, hidden, locked, minimum):
            return False
        if int(hidden.sum()) == before:
            return True


def _close_lines(n: Whole, hidden: Mask, locked: Mask, minimum: int) -> bool:
    """Apply checks 1 and 2 along the first axis; the (moved) arrays are changed in place."""
    while True:
        n_children = hidden[1:].sum(axis=0)
        left = np.where(hidden[1:], n[1:], 0).sum(axis=0)
        alone = n_children + hidden[0] == 1
        thin = ~hidden[0] & (n_children > 0) & (left < np.maximum(minimum, n_children + 1))
        lines = np.argwhere(alone | thin)
        if not lines.size:
            return True
        free = ~hidden & ~locked & (n > 0)
        size = np.where(free[1:], n[1:], np.iinfo(np.int64).max)
        child = size.argmin(axis=0)
        for line in map(tuple, lines):
            at = (int(child[line]) + 1, *line)
            if not free[at]:
                at = (0, *line)
            if not free[at]:
                return False
            hidden[at] = True


def _close_complements(n: Whole, hidden: Mask, locked: Mask, minimum: int) -> bool:
    """Apply check 3: the smallest of the nodes that give a few people away is hidden."""
    for size in range(2, n.ndim + 1):
        for axes in combinations(range(n.ndim), size):
            corners = [
                _raised(n, hidden, axes, raised) for raised in product((False, True), repeat=size)
            ]
            signs = [(-1) ** (size - sum(raised)) for raised in product((False, True), repeat=size)]
            own, top = corners[0], corners[-1]
            rest = top[0] - own[0]  # all less this combination
            box = sum(sign * corner[0] for sign, corner in zip(signs, corners, strict=True))
            few_rest = (rest > 0) & (rest < minimum) & ~own[1] & ~top[1] & (own[0] > 0)
            all_shown = ~np.logical_or.reduce([corner[1] for corner in corners])
            few_box = (box > 0) & (box < minimum) & all_shown
            for node in map(tuple, np.argwhere(few_rest | few_box)):
                picks = [node, *_corners(node, axes)] if few_box[node] else [node, _top(node, axes)]
                free = [at for at in picks if n[at] > 0 and not hidden[at] and not locked[at]]
                if any(hidden[at] for at in picks):
                    continue  # settled by a choice for another node of this round
                if not free:
                    return False
                smallest = min(free, key=lambda at: (n[at], -sum(place > 0 for place in at), at))
                hidden[smallest] = True
    return True


def _raised(
    n: Whole, hidden: Mask, axes: tuple[int, ...], raised: tuple[bool, ...]
) -> tuple[Whole, Mask]:
    """Sizes and marks of each node with some of its axes set to "all"."""
    index = tuple(
        slice(0, 1) if axis in axes and raised[axes.index(axis)] else slice(None)
        for axis in range(n.ndim)
    )
    return np.broadcast_to(n[index], n.shape), np.broadcast_to(hidden[index], n.shape)


def _corners(node: tuple[int, ...], axes: tuple[int, ...]) -> list[tuple[int, ...]]:
    choices = [(place, 0) if axis in axes else (place,) for axis, place in enumerate(node)]
    return [at for at in product(*choices) if at != node]


def _top(node: tuple[int, ...], axes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(0 if axis in axes else place for axis, place in enumerate(node))


def _hide_beside(node: tuple[int, ...], n: Whole, hidden: Mask, locked: Mask) -> bool:
    """Hide the smallest free node in a line of `node`, else of its member, else anywhere."""
    free = ~hidden & ~locked & (n > 0)
    near = np.zeros(n.shape, dtype=bool)
    for axis in range(n.ndim):
        near[tuple(slice(None) if each == axis else node[each] for each in range(n.ndim))] = True
    own = np.zeros(n.shape, dtype=bool)
    own[node[0]] = True
    for reach in (near, own, np.ones(n.shape, dtype=bool)):
        found = np.argwhere(free & reach)
        if found.size:
            at = min((tuple(map(int, each)) for each in found), key=lambda at: (0 in at, n[at], at))
            hidden[at] = True
            return True
    return False


def _protect_inside(
    n: Whole, hidden: Mask, locked: Mask, minimum: int, inside: GroupLattice, member: str
) -> None:
    """Hide below a category of an enclosing lattice, whose decisions stand.

    The people of a node of `inside` may be one unit's people entirely: then the unit's node is
    the same group and shares its fate. The rest is decided as if the reader knew all sizes of
    `inside`, so that what its own shown nodes say cannot help.
    """
    place = _place(inside.categories[0], member)
    if place == 0 or (inside.n[place] != n[0]).any():
        raise InvalidCounts("n", [0], problem=f"sizes do not add up to those of {member!r}")
    hidden[0] = inside.hidden[place]
    same = (n == n[:1]) & (n > 0)
    hidden |= same & hidden[:1]
    locked |= same & ~hidden[:1]
    hidden &= ~locked
    known = n.copy()
    if _protect(known, hidden, locked, minimum) and _leaves_room(n, hidden, inside, place):
        return
    hidden[1:] = (n[1:] > 0) & ~locked[1:]  # nothing below the total but what is the total itself


def _leaves_room(n: Whole, hidden: Mask, inside: GroupLattice, place: int) -> bool:
    """Whether the units allow every change of the total that the enclosing lattice leaves open."""
    outer = _hidden_changes(inside.n, inside.hidden)
    wanted = outer.of_member(place)
    own = _hidden_changes(n, hidden)
    if not np.array_equal(hidden[0], inside.hidden[place]):
        return False
    if own.fixed_given_totals().any():
        return False
    together = own.total_changes()
    rank = np.linalg.matrix_rank
    if not wanted.any():
        return True
    return bool(
        rank(np.hstack([together, wanted]), tol=RANK_TOLERANCE * 100)
        == rank(together, tol=RANK_TOLERANCE * 100)
    )


# --- check 4 -----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Changes:
    """Changes of the hidden cells that leave every shown node as it is."""

    fixed: Mask  # (n_first, n_sub) hidden nodes that no such change touches
    members: Whole  # first-axis places with hidden cells
    maps: Floats  # (n_members, n_sub, h) from a member's hidden cells to its nodes
    own: Floats  # (n_members, h, h) projector on what its own shown nodes allow
    allowed: Floats  # (n_members, h, h) projector on what all shown nodes allow
    hidden: Mask  # (n_first, n_sub)

    def of_member(self, place: int) -> Floats:
        """Return what may change in the nodes of one member, as columns (n_sub, h)."""
        at = np.flatnonzero(self.members == place)
        if not at.size:
            return np.zeros((self.hidden.shape[1], 1))
        return cast("Floats", self.maps[at[0]] @ self.allowed[at[0]])

    def total_changes(self) -> Floats:
        """Return what may change in the nodes over all members if only their own nodes bind."""
        if not self.members.size:
            return np.zeros((self.hidden.shape[1], 1))
        images = self.maps @ self.own
        return np.concatenate(list(images), axis=1)

    def fixed_given_totals(self) -> Mask:
        """Hidden nodes below the total that would follow if every node of the total were known."""
        if not self.members.size:
            return np.zeros(1, dtype=bool)
        every = np.arange(self.hidden.shape[1])
        allowed = _offset_by_others(self.maps[:, every] @ self.own, self.own)
        return self.hidden[self.members] & (_row_norms(self.maps @ allowed) < 1e-6)


def _hidden_changes(n: Whole, hidden: Mask) -> _Changes:
    first = n.shape[0]
    shape = n.shape[1:]
    to_nodes = np.ones((1, 1))
    is_cell = np.ones(1, dtype=bool)
    for k in (size - 1 for size in shape):
        to_nodes = np.kron(to_nodes, np.vstack([np.ones((1, k)), np.eye(k)]))
        is_cell = np.kron(is_cell, np.r_[False, np.ones(k, dtype=bool)])
    flat = hidden.reshape(first, -1)
    cells = flat[:, is_cell]
    cells[0] = False
    members = np.flatnonzero(cells.any(axis=1))
    fixed = np.zeros(flat.shape, dtype=bool)
    # a node hidden above cells that are all shown is their sum
    for place in np.flatnonzero(flat.any(axis=1)):
        if place > 0 and place not in members:
            fixed[place] = flat[place]
    if not members.size:
        fixed[0] = flat[0]
        return _Changes(fixed, members, *(np.zeros((0, 0, 0)),) * 3, flat)

    # equal patterns of hidden nodes allow equal changes: work once a pattern
    packed = np.packbits(flat[members], axis=1)
    _, pick, inverse, repeats = np.unique(
        packed, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    inverse = inverse.ravel()
    patterns = flat[members[pick]]
    columns = np.argsort(~patterns[:, is_cell], axis=1, kind="stable")
    h = int(patterns[:, is_cell].sum(axis=1).max())
    columns = columns[:, :h]
    valid = np.take_along_axis(patterns[:, is_cell], columns, axis=1)
    maps = np.moveaxis(to_nodes[:, columns], 1, 0) * valid[:, None, :]  # (patterns, n_sub, h)
    bound = maps[:, ~is_cell] * ~patterns[:, ~is_cell][:, :, None]
    own = _null_projector(bound) * (valid[:, :, None] & valid[:, None, :])

    shown_total = ~flat[0]
    allowed = _offset_by_others(maps[:, shown_total] @ own, own, repeats)
    loose = patterns & (_row_norms(maps @ allowed) < 1e-6)
    fixed[members] = loose[inverse]

    images = maps @ own
    spread = np.einsum("pih,pjh->ij", images, images)
    value, vector = np.linalg.eigh(spread)
    basis = vector[:, value > RANK_TOLERANCE * max(value[-1], 1.0)]
    free = basis @ _null_projector(basis[shown_total][None])[0]
    fixed[0] = flat[0] & (np.sqrt((free**2).sum(axis=1)) < 1e-6)
    return _Changes(fixed, members, maps[inverse], own[inverse], allowed[inverse], flat)


def _offset_by_others(images: Floats, own: Floats, repeats: Whole | None = None) -> Floats:
    """Projectors on the changes of each member that others can offset in the nodes of the total."""
    repeats = np.ones(len(images), dtype=np.int64) if repeats is None else repeats
    allowed = own.copy()
    if not images.shape[1]:
        return allowed
    total = np.einsum("p,pih,pjh->ij", repeats.astype(np.float64), images, images)
    inverse = np.linalg.pinv(total, rcond=RANK_TOLERANCE, hermitian=True)
    share = np.einsum("pih,ij,pjk->phk", images, inverse, images, optimize=True)
    # an eigenvalue 1 needs a trace of at least 1; a pattern that occurs twice offsets itself
    doubtful = np.flatnonzero((repeats == 1) & (np.trace(share, axis1=1, axis2=2) > 1 - 1e-6))
    if doubtful.size:
        value, vector = np.linalg.eigh(share[doubtful])
        sole = vector * (value > 1 - 1e-7)[:, None, :]
        allowed[doubtful] -= sole @ np.swapaxes(sole, 1, 2)
    return allowed


def _null_projector(rows: Floats) -> Floats:
    """Projectors on the null spaces of a stack of matrices (p, m, h), as (p, h, h)."""
    h = rows.shape[2]
    if not rows.shape[1]:
        return np.broadcast_to(np.eye(h), (len(rows), h, h)).copy()
    _, value, right = np.linalg.svd(rows, full_matrices=False)
    kept = right * (value > 1e-8)[:, :, None]
    return cast("Floats", np.eye(h) - np.swapaxes(kept, 1, 2) @ kept)


def _row_norms(rows: Floats) -> Floats:
    return cast("Floats", np.sqrt(np.einsum("pih,pih->pi", rows, rows)))


def group_states(
    n: Floats, groups: pd.DataFrame, visible: Visibility, *, is_total: bool
) -> NDArray[np.str_]:
    """State of each group: `shown`, `small` (under the minimum, people visible) or `hidden`.

    Parameters
    ----------
    n : (n_groups,) array, people
        The people the share is taken over. Fewer than the minimum stay hidden even if the
        lattice, which may count other people, shows the node.
    groups : frame
        (n_groups, keys)
    visible : Visibility
        What the reader may see.
    is_total : bool
        The rows have no key: ask for the total instead.
    """
    few = (n > 0) & (n < visible.minimum)
    seen = np.full(len(groups), visible.total()) if is_total else visible.of(groups)
    persons = visible.persons(groups)
    hidden = ~persons & (~seen | few)
    return np.where(hidden, "hidden", np.where(few, "small", "shown"))
