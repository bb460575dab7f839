"""What can be compared: the graph of employees and raters, its components and link grades.

    G           employees and raters as nodes, an edge where one rated the other at least once
    component   raters joined by a chain of shared employees
    linking     employees of rater j who have another rater too; n_linking_j of them
    grade A     n_linking_j ≥ 5, and j reaches another rater whichever one employee is taken out
    grade B     1 ≤ n_linking_j ≤ 4
    grade C     n_linking_j = 0: severity and a weak team give the same data

Taking one employee out of two or more linking ones always leaves a link, so the second condition
of grade A follows from the first; the tests check it by taking each employee out.

A rater node is one person in one role: who rates as superior and as peer is two nodes.
statistics.md, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analytics.errors import InvalidCounts

Codes = NDArray[np.integer]
Counts = NDArray[np.int64]

MIN_LINKING_EMPLOYEES = 5  # statistics.md 4: fewer links rest on too few people for grade A


@dataclass(frozen=True, eq=False)
class Links:
    """How each rater is linked to the others."""

    component: Counts  # (n_raters,) 1 is the largest; 0 for a rater who rated nobody
    component_size: Counts  # (n_raters,) raters in it
    n_linking: Counts  # (n_raters,) employees who have another rater too
    grade: NDArray[np.str_]  # (n_raters,) "A", "B" or "C"
    employee_component: Counts  # (n_employees,) component of their raters; 0 without one
    employee_grade: NDArray[np.str_]  # (n_employees,) best grade of their raters; "C" without one


@dataclass(frozen=True, eq=False)
class LinkedPairs:
    """Pairs of raters with the employees they share, each pair once."""

    rater: Counts  # (n_pairs,) the smaller code
    other: Counts  # (n_pairs,)
    n_employees: Counts  # (n_pairs,)


def link(employee: Codes, rater: Codes, n_employees: int, n_raters: int) -> Links:
    """Find components and link grades.

    Parameters
    ----------
    employee, rater : (n,) codes from 0
        One entry a rating or a cell; repeated pairs count once.
    n_employees, n_raters : int
        How many codes there are.

    Returns
    -------
    Links
        Components are numbered by falling size, then by their smallest rater code.

    Raises
    ------
    InvalidCounts
        If a code lies outside its range.
    """
    employee, rater = _distinct_pairs(employee, rater, n_employees, n_raters)
    n_raters_of = np.bincount(employee, minlength=n_employees)
    is_linking = n_raters_of[employee] > 1
    n_linking = np.bincount(rater[is_linking], minlength=n_raters)

    # A chain through the raters of each employee joins them with the fewest edges.
    same = employee[1:] == employee[:-1]
    ones = np.ones(int(same.sum()), dtype=np.int8)
    chain = sparse.coo_array((ones, (rater[:-1][same], rater[1:][same])), shape=(n_raters,) * 2)
    _, label = connected_components(chain.tocsr(), directed=False)
    n_ratings = np.bincount(rater, minlength=n_raters)
    component, component_size = _number_components(label, used=n_ratings > 0)

    grade = np.full(n_raters, "C")
    grade[n_linking >= 1] = "B"
    grade[n_linking >= MIN_LINKING_EMPLOYEES] = "A"
    employee_component = np.zeros(n_employees, dtype=np.int64)
    employee_component[employee] = component[rater]
    employee_grade = np.full(n_employees, "C")
    for letter in ("B", "A"):
        employee_grade[employee[grade[rater] == letter]] = letter
    return Links(component, component_size, n_linking, grade, employee_component, employee_grade)


def linked_pairs(employee: Codes, rater: Codes, n_employees: int, n_raters: int) -> LinkedPairs:
    """Count the employees that each two raters share.

    Parameters
    ----------
    employee, rater, n_employees, n_raters
        As in `link`.

    Returns
    -------
    LinkedPairs
        Sorted by rater, then other; pairs that share nobody are left out.
    """
    employee, rater = _distinct_pairs(employee, rater, n_employees, n_raters)
    is_linking = np.bincount(employee, minlength=n_employees)[employee] > 1
    ones = np.ones(int(is_linking.sum()), dtype=np.int64)
    Z = sparse.csr_array((ones, (employee[is_linking], rater[is_linking])), (n_employees, n_raters))
    shared = sparse.triu(Z.T @ Z, k=1).tocoo()
    order = np.lexsort((shared.col, shared.row))
    return LinkedPairs(
        shared.row[order].astype(np.int64),
        shared.col[order].astype(np.int64),
        shared.data[order].astype(np.int64),
    )


def _distinct_pairs(
    employee: Codes, rater: Codes, n_employees: int, n_raters: int
) -> tuple[Counts, Counts]:
    """Each pair once, sorted by employee, then rater."""
    for name, codes, size in (("employee", employee, n_employees), ("rater", rater, n_raters)):
        outside = np.flatnonzero((codes < 0) | (codes >= size))
        if outside.size:
            raise InvalidCounts(name, outside[:6].tolist(), problem=f"codes are 0 to {size - 1}")
    key = employee.astype(np.int64) * max(n_raters, 1) + rater
    if not (key[1:] > key[:-1]).all():  # cells come sorted: sorting eleven million again is slow
        key = np.unique(key)
    return np.divmod(key, max(n_raters, 1))


def _number_components(label: NDArray[np.int32], used: NDArray[np.bool_]) -> tuple[Counts, Counts]:
    """Component number and size per rater, largest first; 0 for raters who rated nobody."""
    component = np.zeros(label.size, dtype=np.int64)
    component_size = np.zeros(label.size, dtype=np.int64)
    _, first, of_used, size = np.unique(
        label[used], return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -size))  # `first` is the smallest code, raters stand in order
    number = np.empty(order.size, dtype=np.int64)
    number[order] = np.arange(1, order.size + 1)
    component[used] = number[of_used]
    component_size[used] = size[of_used]
    return component, component_size
