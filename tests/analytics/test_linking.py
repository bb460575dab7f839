import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InvalidCounts
from analytics.linking import link, linked_pairs

N_EMPLOYEES, N_RATERS = 9, 5
pairs = st.lists(
    st.tuples(st.integers(0, N_EMPLOYEES - 1), st.integers(0, N_RATERS - 1)),
    min_size=1,
    max_size=40,
)


def arrays_of(edges):
    return np.array([e for e, _ in edges]), np.array([r for _, r in edges])


def link_edges(edges):
    return link(*arrays_of(edges), N_EMPLOYEES, N_RATERS)


def neighbours(edges, rater):
    """Other raters whom `rater` reaches through an employee of both."""
    mine = {e for e, r in edges if r == rater}
    return {r for e, r in edges if e in mine and r != rater}


def reachable(edges, rater):
    found, waiting = {rater}, [rater]
    while waiting:
        new = neighbours(edges, waiting.pop()) - found
        found |= new
        waiting.extend(new)
    return found


def slow_grade(edges, rater):
    """Take each employee out in turn, as the definition says."""
    linking = {e for e, r in edges if r == rater and len({q for f, q in edges if f == e}) > 1}
    if not linking:
        return "C"
    stays = all(neighbours([(e, r) for e, r in edges if e != out], rater) for out in linking)
    return "A" if len(linking) >= 5 and stays else "B"


@given(pairs)
def test_grades_are_those_of_taking_each_employee_out(edges):
    grade = link_edges(edges).grade
    assert [str(g) for g in grade] == [slow_grade(edges, r) for r in range(N_RATERS)]


@given(pairs)
def test_components_are_those_of_a_walk(edges):
    links = link_edges(edges)
    rated = {r for _, r in edges}
    for rater in range(N_RATERS):
        if rater not in rated:
            assert links.component[rater] == 0
            continue
        together = set(np.flatnonzero(links.component == links.component[rater]).tolist())
        assert together == reachable(edges, rater)
        assert links.component_size[rater] == len(together)


@given(pairs)
def test_components_are_numbered_by_size_then_smallest_rater(edges):
    links = link_edges(edges)
    numbers = range(1, links.component.max() + 1)
    keys = [
        (-int((links.component == c).sum()), int(np.argmax(links.component == c))) for c in numbers
    ]
    assert keys == sorted(keys)


@given(pairs, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_a_link(edges, random):
    again = edges + edges[: len(edges) // 2]
    random.shuffle(again)
    one, two = link_edges(edges), link_edges(again)
    for name in ("component", "n_linking", "grade", "employee_component", "employee_grade"):
        assert (getattr(one, name) == getattr(two, name)).all()


@given(pairs)
def test_an_employee_stands_in_the_component_and_best_grade_of_the_raters(edges):
    links = link_edges(edges)
    for employee in range(N_EMPLOYEES):
        mine = [r for e, r in edges if e == employee]
        assert {int(links.component[r]) for r in mine} <= {int(links.employee_component[employee])}
        grades = [str(links.grade[r]) for r in mine]
        assert links.employee_grade[employee] == min(grades, default="C")


@given(pairs)
def test_linked_pairs_count_shared_employees(edges):
    found = linked_pairs(*arrays_of(edges), N_EMPLOYEES, N_RATERS)
    employees = [{e for e, r in edges if r == rater} for rater in range(N_RATERS)]
    expected = [
        (a, b, len(employees[a] & employees[b]))
        for a in range(N_RATERS)
        for b in range(a + 1, N_RATERS)
        if employees[a] & employees[b]
    ]
    rows = zip(found.rater, found.other, found.n_employees, strict=True)
    assert [tuple(map(int, row)) for row in rows] == expected


def test_a_code_outside_its_range_is_named():
    with pytest.raises(InvalidCounts, match="codes are 0 to 1"):
        link(np.array([0, 2]), np.array([0, 0]), 2, 1)
