"""The attacker knows every total of every page and adds and subtracts them as he likes."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.suppression.overlapping import Elsewhere, members_shown


@st.composite
def offices(draw):
    """Draw cells of people with a rater, a unit and a class, and what the unit page shows."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_raters, n_units = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    home = rng.integers(0, n_units, n_raters)
    cells = []
    for rater in range(n_raters):
        for _ in range(int(rng.integers(1, 4))):
            # most of a rater's people are in one unit
            unit = home[rater] if rng.random() < 0.7 else int(rng.integers(0, n_units))
            cells.append((rater, unit, int(rng.integers(0, 3)), int(rng.integers(1, 9))))
    keys = np.array(cells)
    n = keys[:, 3]
    members = np.array([keys[:, 0] == rater for rater in range(n_raters)])
    units = np.array([keys[:, 1] == unit for unit in range(n_units)])
    units = units[units.any(axis=1)]
    everybody = np.ones((1, len(n)), dtype=bool)
    small = units @ n < 5
    if small.sum() == 1 and len(units) > 1:  # a second one is hidden with it
        sizes = np.where(small, np.iinfo(int).max, units @ n)
        small[sizes.argmin()] = True
    shown = np.vstack([everybody, units[~small]])
    hidden = units[small] if len(units) > 1 else units[:0]
    if len(units) == 1 and small.any():
        shown = shown[:0]
    return n, members, Elsewhere(shown, hidden, [units[~small]])


def follows(known, row):
    known = np.asarray(known, dtype=float).reshape(-1, len(row))
    rank = np.linalg.matrix_rank(known) if known.size else 0
    return np.linalg.matrix_rank(np.vstack([known, row])) == rank


@given(offices())
@settings(max_examples=300, deadline=None)
def test_no_hidden_rater_follows_from_raters_units_and_total(office):
    n, members, elsewhere = office
    shown = members_shown(n, members, elsewhere, minimum=5)
    known = np.vstack([elsewhere.shown, members[shown]])
    for member in members[~shown]:
        # a rater whose people are a shown unit is shown as that unit
        assert not follows(known, member) or follows(elsewhere.shown, member)
    for unit in elsewhere.hidden:
        assert not follows(known, unit) or follows(elsewhere.shown, unit)


@given(offices())
@settings(max_examples=300, deadline=None)
def test_no_total_less_the_raters_shown_leaves_a_few_people(office):
    n, members, elsewhere = office
    shown = members_shown(n, members, elsewhere, minimum=5)
    assert (members[shown] @ n >= 5).all()
    for total in elsewhere.shown:
        inside = [member for member in members[shown] if not (member & ~total).any()]
        if inside:
            rest = total & ~np.any(inside, axis=0)
            assert n[rest].sum() == 0 or n[rest].sum() >= 5
    for member in members[shown]:
        for total in elsewhere.shown:
            # one count less the other would be that of those few, some taken away
            different = n[member ^ total].sum()
            assert different == 0 or different >= 5


def test_one_small_rater_takes_the_next_one_along():
    n = np.array([3, 6, 20, 30])
    members = np.eye(4, dtype=bool)
    everybody = Elsewhere(np.ones((1, 4), dtype=bool), np.zeros((0, 4), dtype=bool))
    assert members_shown(n, members, everybody, minimum=5).tolist() == [False, False, True, True]
    # where nobody shows the total, nothing follows
    alone = Elsewhere(np.zeros((0, 4), dtype=bool), np.zeros((0, 4), dtype=bool))
    assert members_shown(n, members, alone, minimum=5).tolist() == [False, True, True, True]


def test_five_hidden_raters_of_one_person_each_are_not_counted_out():
    n = np.array([1, 1, 1, 1, 1, 9, 30])
    members = np.eye(7, dtype=bool)
    everybody = Elsewhere(np.ones((1, 7), dtype=bool), np.zeros((0, 7), dtype=bool))
    assert members_shown(n, members, everybody, minimum=5).tolist() == [False] * 6 + [True]


def test_people_without_a_rater_count_as_what_is_left():
    n = np.array([2, 6, 20])
    members = np.array([[False, True, False], [False, False, True]])
    everybody = Elsewhere(np.ones((1, 3), dtype=bool), np.zeros((0, 3), dtype=bool))
    assert members_shown(n, members, everybody, minimum=5).tolist() == [False, True]


def test_a_rater_of_a_whole_unit_and_two_more_is_not_shown_beside_the_unit():
    # cells: the unit (10), two people elsewhere of the same rater, 30 of another rater
    n = np.array([10, 2, 30])
    members = np.array([[True, True, False], [False, False, True]])
    shown = np.array([[True, True, True], [True, False, False]])
    beside = Elsewhere(shown, np.zeros((0, 3), dtype=bool), [shown[1:]])
    assert not members_shown(n, members, beside, minimum=5).any()


def test_a_team_that_is_a_unit_but_for_a_few_is_not_shown_beside_it():
    # the head of unit 1 (a cell of its own) is rated elsewhere, and rates two heads of others
    n = np.array([29, 1, 2, 40])
    members = np.array([[True, False, True, False], [False, False, False, True]])
    shown = np.array([[True] * 4, [True, True, False, False]])
    beside = Elsewhere(shown, np.zeros((0, 4), dtype=bool), [shown[1:]])
    assert not members_shown(n, members, beside, minimum=5)[0]
