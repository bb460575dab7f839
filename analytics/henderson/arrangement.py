"""Who rated whom, sorted into the parts of the equations that are solved together."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Ints = NDArray[np.int64]

DENSE_RATERS = 3000  # largest joint component with an exact inverse (statistics.md 3)
PACKED_RATERS = 128  # small components are inverted together up to this many raters


@dataclass(frozen=True, eq=False)
class Block:
    """Joint components that are inverted together, with their own numbering."""

    raters: Ints  # (r,)
    employees: Ints  # (e,)
    units: Ints  # (u,)
    cells: Ints  # (c,)
    cell_rater: Ints  # (c,) -> raters
    start: Ints  # (e + 1,) first cell of each employee
    unit: Ints  # (e,) -> units
    pair_left: Ints  # ordered pairs of cells of one employee
    pair_right: Ints


@dataclass(frozen=True, eq=False)
class Structure:
    """Who rated whom, without any number: everything that stays the same while variances change."""

    employee: Ints  # (n_cells,)
    rater: Ints  # (n_cells,)
    home: Ints  # (n_employees,)
    n_raters: int
    n_units: int
    start: Ints  # (n_employees + 1,) first cell of each employee
    sum_employee: csr_array  # (n_employees, n_cells) of ones
    sum_rater: csr_array  # (n_raters, n_cells) of ones
    sum_unit: csr_array  # (n_units, n_employees) of ones
    component: Ints  # (n_raters,) joint component
    blocks: tuple[Block, ...]  # inverted exactly
    large: Block | None  # solved by conjugate gradients


def structure(
    employee: Ints,
    rater: Ints,
    home: Ints | None,
    *,
    n_employees: int,
    n_raters: int,
    dense: int = DENSE_RATERS,
    random_rater: NDArray[np.bool_] | None = None,
) -> Structure:
    """Arrange cells for the equations.

    Parameters
    ----------
    employee, rater : (n_cells,) codes
        Sorted by employee.
    home : (n_employees,) codes, or None
        Home unit of each employee; None without that factor.
    dense : int, raters
        Largest joint component with an exact inverse.
    random_rater : (n_raters,) bool, optional
        Raters that can have an effect of their own; others (objective measures) join nothing.

    Returns
    -------
    Structure
    """
    n_cells = employee.size
    joins_units = home is not None
    home = np.zeros(n_employees, dtype=np.int64) if home is None else home.astype(np.int64)
    n_units = int(home.max()) + 1
    start = np.searchsorted(employee, np.arange(n_employees + 1))
    ones = np.ones(n_cells)
    joined = np.ones(n_cells, dtype=bool) if random_rater is None else random_rater[rater]
    other = home[employee] if joins_units else employee
    n_other = n_units if joins_units else n_employees
    size = n_raters + n_other
    edges = csr_array(
        (np.ones(int(joined.sum())), (rater[joined], n_raters + other[joined])), shape=(size, size)
    )
    label = connected_components(edges, directed=False)[1]
    component = label[:n_raters].astype(np.int64)
    label_of_employee = label[n_raters + (home if joins_units else np.arange(n_employees))]
    raters_in = np.bincount(component, minlength=int(label.max()) + 1)
    block_of_label, n_blocks = _pack(raters_in, dense)
    members = zip(
        _members(block_of_label[component], n_blocks),
        _members(block_of_label[label_of_employee], n_blocks),
        strict=True,
    )
    parts = [
        _block(raters, employees, start, rater, home, n_raters) for raters, employees in members
    ]
    large = None
    if (raters_in > dense).any():
        # neighbours in the equations are neighbours in memory: all by home
        employees = np.flatnonzero(block_of_label[label_of_employee] == -1)
        employees = employees[np.argsort(home[employees], kind="stable")]
        raters = np.flatnonzero(block_of_label[component] == -1)
        seen_in = np.zeros(n_raters, dtype=np.int64)
        seen_in[rater] = home[employee]
        large = _block(
            raters[np.argsort(seen_in[raters], kind="stable")],
            employees,
            start,
            rater,
            home,
            n_raters,
            with_pairs=False,
        )
    columns = np.arange(n_cells)
    return Structure(
        employee=employee,
        rater=rater,
        home=home,
        n_raters=n_raters,
        n_units=n_units,
        start=start,
        sum_employee=csr_array((ones, columns, start), shape=(n_employees, n_cells)),
        sum_rater=csr_array((ones, (rater, columns)), shape=(n_raters, n_cells)),
        sum_unit=csr_array(
            (np.ones(n_employees), (home, np.arange(n_employees))), shape=(n_units, n_employees)
        ),
        component=component,
        blocks=tuple(part for part in parts if part.raters.size),
        large=large,
    )


def _pack(raters_in: Ints, dense: int) -> tuple[Ints, int]:
    """Block of each component: big ones alone, small ones together; -1 for those beyond `dense`."""
    block = np.full(raters_in.size, -1, dtype=np.int64)
    small = np.flatnonzero(raters_in <= dense)
    filled = np.cumsum(raters_in[small])
    # components in the order of their numbers; a new block whenever the packed size is passed
    cut = np.concatenate(([0], filled[:-1])) // PACKED_RATERS
    alone = raters_in[small] > PACKED_RATERS
    _, block[small] = np.unique(
        np.where(alone, -1 - np.arange(small.size), cut), return_inverse=True
    )
    return block, int(block.max()) + 1 if small.size else 0


def _members(block: Ints, n_blocks: int) -> list[Ints]:
    """Return the members of each block from 0 on, in their order."""
    order = np.argsort(block, kind="stable")
    cuts = np.searchsorted(block[order], np.arange(n_blocks + 1))
    return [order[a:e] for a, e in itertools.pairwise(cuts)]


def _block(
    raters: Ints,
    employees: Ints,
    start: Ints,
    rater: Ints,
    home: Ints,
    n_raters: int,
    *,
    with_pairs: bool = True,
) -> Block:
    n_cells = start[employees + 1] - start[employees]
    first = np.concatenate(([0], np.cumsum(n_cells)))
    within = np.arange(int(first[-1])) - np.repeat(first[:-1], n_cells)
    cells = np.repeat(start[employees], n_cells) + within
    place = np.full(n_raters, -1, dtype=np.int64)
    place[raters] = np.arange(raters.size)
    # a rater without an effect of its own stands in another block; its row there is the identity
    outside = np.unique(rater[cells][place[rater[cells]] < 0])
    raters = np.concatenate((raters, outside))
    place[outside] = np.arange(raters.size - outside.size, raters.size)
    units, unit = np.unique(home[employees], return_inverse=True)
    left = right = np.empty(0, dtype=np.int64)
    if with_pairs:
        size = np.repeat(n_cells, n_cells)  # of each cell: cells of its employee
        left = np.repeat(np.arange(cells.size), size)
        place_in_pairs = np.concatenate(([0], np.cumsum(size)))[:-1]
        right = np.repeat(first[:-1], n_cells).repeat(size) + (
            np.arange(left.size) - np.repeat(place_in_pairs, size)
        )
    return Block(raters, employees, units, cells, place[rater[cells]], first, unit, left, right)
