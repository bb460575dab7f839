"""Check 4: which hidden nodes are linear combinations of shown ones.

The derivation stands in the package's docstring; the letters are the same. L maps the hidden
cells of an agency to its nodes, `own` is the projector P on the changes that its own shown nodes
allow.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

# Entries are 0 and 1 and matrices small: what is not zero is far above these.
RANK_TOLERANCE = 1e-9
NORM_TOLERANCE = 1e-6
SOLE_TOLERANCE = 1e-7  # of an eigenvalue from 1


def derivable(n: Whole, hidden: Mask) -> Mask:
    """Find hidden nodes whose size is a linear combination of shown nodes (check 4).

    Parameters
    ----------
    n, hidden : (k_1 + 1, k_2 + 1, …) arrays
        People per node and which are hidden, index 0 of each axis being "all". Empty nodes are
        never hidden.

    Returns
    -------
    (k_1 + 1, k_2 + 1, …) bool
    """
    changes = Changes(n.shape)
    changes.update(hidden)
    return changes.fixed_by_own() | changes.fixed_by_all()


class Changes:
    """Changes of the hidden cells that leave every shown node as it is.

    Kept up to date while more and more nodes are hidden. The first axis has members (agencies);
    all other axes together span the nodes of one member.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        to_nodes = np.ones((1, 1))
        is_cell: Mask = np.ones(1, dtype=bool)
        for size in shape[1:]:
            step = np.vstack([np.ones((1, size - 1)), np.eye(size - 1)])
            to_nodes = np.kron(to_nodes, step).astype(np.float64)
            is_cell = np.kron(is_cell, np.r_[False, np.ones(size - 1, dtype=bool)])
        self.shape = shape
        self.to_nodes = to_nodes  # (n_nodes, n_cells), L for all cells
        self.is_cell = is_cell  # (n_nodes,)
        n_nodes, n_cells = to_nodes.shape
        self.hidden = np.zeros((shape[0], n_nodes), dtype=bool)
        self.own = np.zeros((shape[0], n_cells, n_cells))  # P of each member; the total has none
        self.free = np.zeros((shape[0], n_nodes), dtype=bool)  # nodes that P can change

    def update(self, hidden: Mask) -> None:
        """Take over which nodes are hidden; only members that differ are worked on."""
        flat = hidden.reshape(self.hidden.shape)
        changed = np.flatnonzero((flat != self.hidden).any(axis=1))
        self.hidden = flat.copy()
        changed = changed[changed > 0]
        if not changed.size:
            return
        # equal patterns of hidden nodes allow equal changes
        packed = np.ascontiguousarray(np.packbits(flat[changed], axis=1))
        key = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
        _, pick, inverse = np.unique(key, return_index=True, return_inverse=True)
        patterns = flat[changed[pick]]
        cells = patterns[:, self.is_cell]
        bound = self.to_nodes[~self.is_cell] * ~patterns[:, ~self.is_cell][:, :, None]
        own = null_projector(bound * cells[:, None, :]) * (cells[:, :, None] & cells[:, None, :])
        free = _row_norms(self.to_nodes @ own) > NORM_TOLERANCE
        self.own[changed] = own[inverse.ravel()]
        self.free[changed] = free[inverse.ravel()]

    def fixed_by_own(self) -> Mask:
        """Hidden nodes that follow from their member's own shown nodes."""
        fixed = self.hidden & ~self.free
        fixed[0] = False
        return fixed.reshape(self.shape)

    def behind(self, member: int, node: int) -> Mask:
        """Shown nodes of a member from which one of its hidden nodes follows.

        The node is a combination c of the shown sums, less what shown cells contribute; hiding any
        of these breaks that combination.
        """
        hidden = self.hidden[member]
        cells = hidden[self.is_cell]
        sums = ~hidden & ~self.is_cell
        target, rows = self.to_nodes[node], self.to_nodes[sums]
        c = np.linalg.lstsq(rows[:, cells].T, target[cells], rcond=None)[0]
        found = np.zeros(len(hidden), dtype=bool)
        found[sums] = np.abs(c) > NORM_TOLERANCE
        found[self.is_cell] = (np.abs(c @ rows - target) > NORM_TOLERANCE) & ~cells
        return found

    def fixed_by_all(self) -> Mask:
        """Hidden nodes that follow from the shown nodes of all members and of the total."""
        fixed = self.hidden & ~self.free
        members = np.flatnonzero(self.free.any(axis=1))
        shown = ~self.hidden[0]
        for member, allowed in self._bound_members(members, shown):
            nodes = np.sqrt(((self.to_nodes @ allowed) ** 2).sum(axis=1)) > NORM_TOLERANCE
            fixed[member] = self.hidden[member] & ~nodes
        spread = self._spread(members, np.ones(len(shown), dtype=bool))
        value, vector = np.linalg.eigh(spread)
        basis = vector[:, value > RANK_TOLERANCE * max(float(value[-1]), 1.0)]
        loose = basis @ null_projector(basis[shown][None])[0]
        fixed[0] = self.hidden[0] & (np.sqrt((loose**2).sum(axis=1)) < NORM_TOLERANCE)
        return fixed.reshape(self.shape)

    def fixed_given_totals(self) -> Mask:
        """Hidden nodes of members that follow once every node of the total is known."""
        fixed = self.hidden & ~self.free
        members = np.flatnonzero(self.free.any(axis=1))
        every = np.ones(self.hidden.shape[1], dtype=bool)
        for member, allowed in self._bound_members(members, every):
            nodes = np.sqrt(((self.to_nodes @ allowed) ** 2).sum(axis=1)) > NORM_TOLERANCE
            fixed[member] = self.hidden[member] & ~nodes
        fixed[0] = False
        return fixed.reshape(self.shape)

    def of_member(self, member: int) -> Floats:
        """Return what may change in the nodes of one member under all shown nodes, as columns."""
        allowed = self.own[member]
        members = np.flatnonzero(self.free.any(axis=1))
        for bound, projector in self._bound_members(members, ~self.hidden[0]):
            if bound == member:
                allowed = projector
        return cast("Floats", self.to_nodes @ allowed)

    def of_total(self) -> Floats:
        """Return what may change in the nodes of the total if only members' own nodes bind."""
        return cast("Floats", np.concatenate(list(self.to_nodes @ self.own[1:]), axis=1))

    def _images(self, members: Whole, rows: Mask) -> Floats:
        """R of each member, side by side: (n_rows, n_members × n_cells)."""
        images = self.to_nodes[rows] @ self.own[members]
        return cast("Floats", np.moveaxis(images, 1, 0).reshape(int(rows.sum()), -1))

    def _spread(self, members: Whole, rows: Mask) -> Floats:
        images = self._images(members, rows)
        return images @ images.T

    def _bound_members(self, members: Whole, rows: Mask) -> list[tuple[int, Floats]]:
        """Members with changes that no other can offset in `rows`, and what remains of them."""
        if not members.size or not rows.any():
            return []
        images = self._images(members, rows)
        inverse = np.linalg.pinv(images @ images.T, rcond=RANK_TOLERANCE, hermitian=True)
        weighted = inverse @ images
        # an eigenvalue 1 needs a trace of at least 1
        trace = (images * weighted).sum(axis=0).reshape(members.size, -1).sum(axis=1)
        found = []
        n_cells = self.own.shape[1]
        for at in np.flatnonzero(trace > 1 - 1e-6):
            columns = slice(at * n_cells, (at + 1) * n_cells)
            value, vector = np.linalg.eigh(images[:, columns].T @ weighted[:, columns])
            sole = vector[:, value > 1 - SOLE_TOLERANCE]
            if sole.shape[1]:
                found.append((int(members[at]), self.own[members[at]] - sole @ sole.T))
        return found


def null_projector(rows: Floats) -> Floats:
    """Projectors on the null spaces of a stack of matrices (p, m, h), as (p, h, h)."""
    h = rows.shape[2]
    if not rows.shape[1] or not h:
        return np.broadcast_to(np.eye(h), (len(rows), h, h)).copy()
    _, value, right = np.linalg.svd(rows, full_matrices=False)
    kept = right * (value > RANK_TOLERANCE * 10)[:, :, None]
    return cast("Floats", np.eye(h) - np.swapaxes(kept, 1, 2) @ kept)


def _row_norms(rows: Floats) -> Floats:
    return cast("Floats", np.sqrt((rows**2).sum(axis=2)))
