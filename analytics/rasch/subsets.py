"""Which measures can be compared, and where each subset has its zero.

Adding c to the employees and taking it from the raters of one connected part of the
employee–rater graph changes no rating's expectation, whatever the further facets are: parts not
connected are subsets. In each, employees and further facets have mean 0 and raters float.

Inside a part a facet can still be confounded with another (an item only one rater used). Two
elements of a facet compare if every v with Z v = 0 has the same value at both; otherwise their
measures are one of many solutions, and a note says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

LARGEST_CHECK: Final = 2500  # elements outside the largest facet; above it the check is left out


def connected_parts(employee: Ints, rater: Ints, sizes: Sequence[int]) -> tuple[Ints, Ints]:
    """Find the connected parts of the employee–rater graph.

    Parameters
    ----------
    employee, rater : (n_ratings,) int
    sizes : sequence of int
        Employees, raters.

    Returns
    -------
    employee_part, rater_part : (n_employees,), (n_raters,) int
        From 1 by size, then smallest employee; 0 for an element without ratings here.
    """
    n, r = sizes[0], sizes[1]
    graph = sparse.coo_array((np.ones(employee.size), (employee, n + rater)), shape=(n + r, n + r))
    count, label = connected_components(graph, directed=False)
    present = np.zeros(n + r, dtype=bool)
    present[employee] = present[n + rater] = True
    members = np.bincount(label[present], minlength=count)
    first = np.full(count, n + r)
    np.minimum.at(first, label, np.arange(n + r))
    order = np.lexsort((first, -members))
    number = np.zeros(count, dtype=np.int64)
    number[order] = np.arange(1, count + 1)
    part = np.where(present, number[label], 0)
    return part[:n], part[n:]


def centre(
    measures: Sequence[Floats], elements: Ints, parts: tuple[Ints, Ints], used: Sequence[Mask]
) -> tuple[Floats, ...]:
    """Move the zero of employees and further facets to their mean in each subset.

    Parameters
    ----------
    measures : sequence of (n_elements,) arrays
        Employee, rater, further facets.
    elements : (n_ratings, n_facets) int
    parts : pair of (n_elements,) int
        From `connected_parts`; 0 has no ratings.
    used : sequence of (n_elements,) bool
        Elements with fitted ratings.

    Returns
    -------
    tuple of (n_elements,) arrays
        The same expectations of every rating.
    """
    employee_part, rater_part = parts
    moved = [each.copy() for each in measures]
    count = int(rater_part.max()) + 1
    n = np.bincount(employee_part, minlength=count)
    shift = np.bincount(employee_part, moved[0], count) / np.maximum(n, 1)
    moved[0] -= shift[employee_part]
    moved[1] += shift[rater_part]
    of_rating = rater_part[elements[:, 1]]
    for f in range(2, len(moved)):
        size = moved[f].size
        graph = sparse.coo_array(
            (np.ones(of_rating.size), (of_rating, count + elements[:, f])),
            shape=(count + size, count + size),
        )
        n_groups, group = connected_components(graph, directed=False)
        here = used[f]
        members = np.bincount(group[count:][here], minlength=n_groups)
        mean = np.bincount(group[count:][here], moved[f][here], n_groups) / np.maximum(members, 1)
        moved[f] -= mean[group[count:]]
        moved[1] += mean[group[:count]][rater_part]
    return tuple(moved)


def confounded(elements: Ints, sizes: Sequence[int], parts: tuple[Ints, Ints]) -> list[int]:
    """Find facets whose elements do not all compare inside a connected part.

    Parameters
    ----------
    elements : (n_ratings, n_facets) int
    sizes : sequence of int
    parts : pair of (n_elements,) int
        From `connected_parts`.

    Returns
    -------
    list of int
        Facets. With two facets none can be.
    """
    absorbed = int(np.argmax(sizes))
    others = [f for f in range(len(sizes)) if f != absorbed]
    n_b = sum(sizes[f] for f in others)
    if len(sizes) < 3 or n_b > LARGEST_CHECK:
        return []
    n = len(elements)
    starts = np.concatenate([[0], np.cumsum([sizes[f] for f in others])]).astype(np.int64)
    columns = np.concatenate([elements[:, f] + starts[k] for k, f in enumerate(others)])
    z_b = sparse.csr_array(
        (np.ones(columns.size), (np.tile(np.arange(n), len(others)), columns)), shape=(n, n_b)
    )
    z_a = sparse.csr_array(
        (np.ones(n), (np.arange(n), elements[:, absorbed])), shape=(n, sizes[absorbed])
    )
    d = np.maximum(np.asarray(z_a.sum(axis=0)).ravel(), 1)
    h = (z_a.T @ z_b).tocsr()
    s = (z_b.T @ z_b).toarray() - (h.T @ sparse.csr_array(h.multiply(1 / d[:, None]))).toarray()
    value, vector = np.linalg.eigh(s)
    null = vector[:, value < 1e-9 * max(float(value[-1]), 1.0)]
    # one fixed mixture of all null vectors: equal where all of them are equal
    mixed_b = null @ np.sin(np.arange(1, null.shape[1] + 1) ** 2)
    mixed_a = -(h @ mixed_b) / d
    part_of_rating = parts[1][elements[:, 1]]
    found = []
    for f in range(len(sizes)):
        mixed = mixed_a if f == absorbed else mixed_b[starts[others.index(f)] :][: sizes[f]]
        values = mixed[elements[:, f]]
        order = np.argsort(part_of_rating, kind="stable")
        edge = np.flatnonzero(np.diff(part_of_rating[order], prepend=-1))
        low = np.minimum.reduceat(values[order], edge)
        high = np.maximum.reduceat(values[order], edge)
        if (high - low > 1e-7).any():
            found.append(f)
    return found
