"""Hide groups until nothing hidden follows from what is shown (checks 1–4 of the package).

All arrays have the shape (k_1 + 1, k_2 + 1, …), index 0 of an axis being "all". `hidden` is
changed in place; what is `locked` stays shown.
"""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from analytics.suppression.deriving import Changes

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]
Node = tuple[int, ...]
Index = tuple[int | slice, ...]

NOBODY = np.iinfo(np.int64).max  # size of a node that cannot be picked


def protect(n: Whole, hidden: Mask, locked: Mask, minimum: int) -> bool:
    """Hide until checks 1–4 hold; False if what is locked leaves no way."""
    changes = Changes(n.shape)
    while True:
        if not _close(n, hidden, locked, minimum):
            return False
        changes.update(hidden)
        loose = changes.fixed_by_own()
        is_own = bool(loose.any())
        if not is_own:
            loose = changes.fixed_by_all()
        if not loose.any():
            return True
        # one a member and round: each may free others of its member
        nodes = np.argwhere(loose)
        _, first = np.unique(nodes[:, 0], return_index=True)
        for node in map(tuple, nodes[first].tolist()):
            behind = changes.behind(node[0], _flat(node, n.shape)) if is_own else None
            if behind is not None and _hide_smallest(node[0], behind, n, hidden, locked):
                continue
            if not _hide_beside(node, n, hidden, locked):
                return False


def protect_inside(
    n: Whole, hidden: Mask, locked: Mask, minimum: int, *, outer_hidden: Mask, place: int
) -> None:
    """Hide below a member of an enclosing lattice, whose decisions stand.

    The people of a node of the enclosing lattice may be one unit's people entirely: then the
    unit's node is the same group and shares its fate. The rest must hold even for a reader who
    knows all sizes of the total, so that what the enclosing lattice shows elsewhere cannot help,
    and must leave open what that lattice leaves open.
    """
    hidden[0] = outer_hidden[place]
    same = (n == n[:1]) & (n > 0)
    hidden |= same & hidden[:1]
    locked |= same & ~hidden[:1]
    hidden &= ~locked
    if protect(n, hidden, locked, minimum) and _leaves_room(hidden, outer_hidden, place):
        return
    hidden[0] = outer_hidden[place]
    hidden[1:] = (n[1:] > 0) & ~locked[1:]  # nothing below the total but what is the total itself


def _leaves_room(hidden: Mask, outer_hidden: Mask, place: int) -> bool:
    """Whether the members allow what the enclosing lattice leaves open in the total."""
    if not np.array_equal(hidden[0], outer_hidden[place]):
        return False
    own = Changes(hidden.shape)
    own.update(hidden)
    if own.fixed_given_totals().any():
        return False
    outer = Changes(outer_hidden.shape)
    outer.update(outer_hidden)
    wanted, possible = outer.of_member(place), own.of_total()
    rank = np.linalg.matrix_rank
    return bool(rank(np.hstack([possible, wanted]), tol=1e-6) == rank(possible, tol=1e-6))


def _close(n: Whole, hidden: Mask, locked: Mask, minimum: int) -> bool:
    """Hide until checks 1–3 hold."""
    while True:
        before = int(hidden.sum())
        for axis in range(n.ndim):
            sizes, marks = np.moveaxis(n, axis, 0), np.moveaxis(hidden, axis, 0)
            if not _close_lines(sizes, marks, np.moveaxis(locked, axis, 0), minimum):
                return False
        if int(hidden.sum()) > before:
            continue
        if not _close_complements(n, hidden, locked, minimum):
            return False
        if int(hidden.sum()) == before:
            return True


def _close_lines(n: Whole, hidden: Mask, locked: Mask, minimum: int) -> bool:
    """Apply checks 1 and 2 along the first axis of arrays that are views of the whole."""
    while True:
        n_children = hidden[1:].sum(axis=0)
        left = (hidden[1:] * n[1:]).sum(axis=0)
        alone = n_children + hidden[0] == 1
        thin = ~hidden[0] & (n_children > 0) & (left < np.maximum(minimum, n_children + 1))
        lines = np.nonzero(np.atleast_1d(alone | thin))
        if not lines[0].size:
            return True
        if n.ndim == 1:
            lines = ()
        free = ~hidden & ~locked & (n > 0)
        child = np.where(free[1:], n[1:], NOBODY).argmin(axis=0)[lines] + 1
        has_child = free[(child, *lines)]
        at = np.where(has_child, child, 0)
        if not free[(at, *lines)].all():
            return False
        hidden[(at, *lines)] = True


def _close_complements(n: Whole, hidden: Mask, locked: Mask, minimum: int) -> bool:
    """Apply check 3: the smallest of the nodes that give a few people away is hidden."""
    for size in range(2, n.ndim + 1):
        for axes in combinations(range(n.ndim), size):
            corners = [_raised(n, hidden, axes, up) for up in product((False, True), repeat=size)]
            top = corners[-1]
            rest = top[0] - n  # all less this combination
            few_rest = (rest > 0) & (rest < minimum) & ~hidden & ~top[1] & (n > 0)
            box, all_shown = np.zeros_like(n), np.ones(n.shape, dtype=bool)
            for up, (sizes, marks) in zip(product((0, 1), repeat=size), corners, strict=True):
                box = box + (-1) ** (size - sum(up)) * sizes
                all_shown &= ~marks
            few_box = (box > 0) & (box < minimum) & all_shown
            for node in map(tuple, np.argwhere(few_rest | few_box).tolist()):
                picks = _corners(node, axes) if few_box[node] else [node, _top(node, axes)]
                if any(hidden[at] for at in picks):
                    continue  # settled by a choice for another node of this round
                free = [at for at in picks if n[at] > 0 and not locked[at]]
                if not free:
                    return False
                hidden[min(free, key=lambda at: (n[at], at.count(0), at))] = True
    return True


def _raised(
    n: Whole, hidden: Mask, axes: tuple[int, ...], up: tuple[bool, ...]
) -> tuple[Whole, Mask]:
    """Sizes and marks of each node with some of its axes set to "all"."""
    raised = {axis for axis, is_up in zip(axes, up, strict=True) if is_up}
    index = tuple(slice(0, 1) if axis in raised else slice(None) for axis in range(n.ndim))
    return np.broadcast_to(n[index], n.shape), np.broadcast_to(hidden[index], n.shape)


def _corners(node: Node, axes: tuple[int, ...]) -> list[Node]:
    """Return the node with each subset of `axes` set to "all"."""
    choices = [(place, 0) if axis in axes else (place,) for axis, place in enumerate(node)]
    return list(dict.fromkeys(product(*choices)))


def _top(node: Node, axes: tuple[int, ...]) -> Node:
    return tuple(0 if axis in axes else place for axis, place in enumerate(node))


def _flat(node: Node, shape: tuple[int, ...]) -> int:
    """Place of a node among the nodes of its member."""
    return int(np.ravel_multi_index(node[1:], shape[1:])) if len(shape) > 1 else 0


def _hide_smallest(member: int, among: Mask, n: Whole, hidden: Mask, locked: Mask) -> bool:
    """Hide the smallest free node of a member among some of its nodes, a child before a parent."""
    free = ~hidden[member] & ~locked[member] & (n[member] > 0)
    found = map(tuple, np.argwhere(free & among.reshape(free.shape)).tolist())
    picks = [(0 in at, int(n[(member, *at)]), at) for at in found]
    if picks:
        hidden[(member, *min(picks)[2])] = True
    return bool(picks)


def _hide_beside(node: Node, n: Whole, hidden: Mask, locked: Mask) -> bool:
    """Hide the smallest free node in a line of `node`, else of its member, else anywhere."""
    lines: list[Index] = [(*node[:axis], slice(None), *node[axis + 1 :]) for axis in range(n.ndim)]
    own: list[Index] = [(node[0],)]
    everywhere: list[Index] = [(slice(None),)]
    for reach in (lines, own, everywhere):
        best: tuple[bool, int, Node] | None = None
        for index in reach:
            part = ~hidden[index] & ~locked[index] & (n[index] > 0)
            for inner in map(tuple, np.argwhere(part).tolist()):
                at = _outer(index, inner, n.ndim)
                pick = (0 in at, int(n[at]), at)
                best = pick if best is None else min(best, pick)
        if best is not None:
            hidden[best[2]] = True
            return True
    return False


def _outer(index: Index, inner: Node, ndim: int) -> Node:
    """Place in the whole array of a place in a part of it."""
    left = iter(inner)
    full = (*index, *(slice(None),) * (ndim - len(index)))
    return tuple(next(left) if isinstance(each, slice) else each for each in full)
