"""The attacker of these tests knows the method but works with dense linear algebra of its own."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import InvalidCounts, InvalidSetting, MissingColumns
from analytics.suppression import (
    AXES,
    NO_VALUE,
    PeriodViews,
    SeesPersons,
    derivable,
    group_states,
    lattice,
)
from tests.oracles import bounds_from_shown, few_people_boxes, follow_from_shown


def frame_of(base):
    names = [
        [f"{letter}{at}" for at in range(size)]
        for letter, size in zip("apg", base.shape, strict=True)
    ]
    rows = [
        (*(names[axis][at] for axis, at in enumerate(cell)), int(base[cell]))
        for cell in np.ndindex(*base.shape)
    ]
    return pd.DataFrame(rows, columns=[*AXES, "n"])


@st.composite
def tables(draw, most=(6, 4, 4)):
    """Sparse tables with the many small and few large cells of real offices."""
    shape = tuple(draw(st.integers(1, size)) for size in most)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    mean = draw(st.sampled_from([1, 2, 5, 12, 40]))
    filled = rng.random(shape) < draw(st.sampled_from([0.3, 0.6, 1.0]))
    return rng.poisson(rng.gamma(0.7, mean / 0.7, size=shape)) * filled


@given(tables())
@settings(max_examples=150, deadline=None)
@pytest.mark.long
def test_no_hidden_group_follows_from_the_shown_ones(base):
    found = lattice(frame_of(base), minimum=5)
    assert follow_from_shown(found.n, found.hidden) == []


@given(tables(most=(4, 3, 3)))
@settings(max_examples=25, deadline=None)
@pytest.mark.long
def test_linear_programming_leaves_a_range_for_every_hidden_group(base):
    found = lattice(frame_of(base), minimum=5)
    for node, (least, greatest) in bounds_from_shown(found.n, found.hidden).items():
        assert greatest - least > 1e-6, node
        assert least - 1e-6 <= found.n[node] <= greatest + 1e-6


@given(tables())
@settings(max_examples=60, deadline=None)
def test_no_complement_of_few_people_follows(base):
    found = lattice(frame_of(base), minimum=5)
    assert few_people_boxes(found.n, found.hidden, 5) == []


@given(tables())
@settings(max_examples=60, deadline=None)
def test_what_a_line_hides_is_more_than_a_few_and_more_than_one_each(base):
    found = lattice(frame_of(base), minimum=5)
    for axis in range(3):
        n, hidden = np.moveaxis(found.n, axis, 0), np.moveaxis(found.hidden, axis, 0)
        for line in np.ndindex(*n.shape[1:]):
            at = (slice(None), *line)
            together = int(n[at][1:][hidden[at][1:]].sum())
            n_hidden = int(hidden[at][1:].sum())
            assert hidden[at].sum() != 1
            if not hidden[at][0] and n_hidden:
                assert together >= max(5, n_hidden + 1)


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_row_order_and_split_rows_change_nothing(base, random):
    rows = frame_of(base)
    halves = rows.assign(n=rows["n"] // 2), rows.assign(n=rows["n"] - rows["n"] // 2)
    mixed = pd.concat(halves).sample(frac=1, random_state=random.randrange(2**32))
    assert (lattice(rows, minimum=5).hidden == lattice(mixed, minimum=5).hidden).all()


@given(tables())
@settings(max_examples=40, deadline=None)
def test_every_small_group_is_hidden_and_every_empty_one_shown(base):
    found = lattice(frame_of(base), minimum=5)
    assert found.hidden[(found.n > 0) & (found.n < 5)].all()
    assert not found.hidden[found.n == 0].any()


@given(tables())
@settings(max_examples=20, deadline=None)
def test_a_minimum_of_one_shows_everything(base):
    assert lattice(frame_of(base), minimum=1).n_hidden == 0


@given(tables(most=(4, 3, 3)), st.integers(0, 2**32 - 1))
@settings(max_examples=80, deadline=None)
def test_derivable_is_what_the_rank_says_for_any_marks(base, seed):
    sizes = lattice(frame_of(base), minimum=1).n
    hidden = (np.random.default_rng(seed).random(sizes.shape) < 0.5) & (sizes > 0)
    expected = np.zeros(sizes.shape, dtype=bool)
    for node in follow_from_shown(sizes, hidden):
        expected[node] = True
    assert (derivable(sizes, hidden) == expected).all()


def test_a_table_whose_every_line_hides_two_can_still_give_a_cell_away():
    """Two blocks of hidden cells joined by one cell: each line hides two, the joint follows."""
    base = np.full((5, 5, 1), 50)
    block = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3)]
    sizes = lattice(frame_of(base), minimum=1).n
    hidden = np.zeros(sizes.shape, dtype=bool)
    for row, column in [*block, (1, 2)]:
        hidden[row + 1, column + 1, :] = True
    # inside the joint's row and column there are other hidden cells, so no line is alone
    assert hidden[2, 1:, 1].sum() == 3
    assert derivable(sizes, hidden)[2, 3, 1]
    assert not derivable(sizes, hidden)[1, 1, 1]


def test_one_small_agency_hides_the_next_smallest_with_it():
    sizes = pd.DataFrame(
        {
            "agency_code": ["A", "B", "C", "D"],
            "position_class": "functional",
            "grade_group": "III",
            "n": [3, 40, 9, 60],
        }
    )
    found = lattice(sizes, minimum=5)
    shown = {code: found.visible(agency=code) for code in "ABCD"}
    assert shown == {"A": False, "B": True, "C": False, "D": True}
    assert found.visible()
    assert found.n_hidden == 8  # A and C, alone and with the class, the grade, and both
    assert found.n_secondary == 4


def test_hidden_groups_of_one_person_each_are_not_counted_out():
    """Five hidden groups with five people together would each be one person."""
    sizes = pd.DataFrame(
        {
            "agency_code": list("ABCDEFG"),
            "position_class": "functional",
            "grade_group": "III",
            "n": [1, 1, 1, 1, 1, 20, 30],
        }
    )
    found = lattice(sizes, minimum=5)
    assert not found.visible(agency="F")
    assert found.visible(agency="G")


def test_people_without_a_class_are_a_group_of_their_own():
    sizes = pd.DataFrame(
        {
            "agency_code": "A",
            "position_class": pd.Series(["functional", None, "supervisor"], dtype="str"),
            "grade_group": "III",
            "n": [40, 2, 30],
        }
    )
    found = lattice(sizes, minimum=5)
    assert found.categories[1] == ("functional", "supervisor", NO_VALUE)
    assert not found.visible(position_class=NO_VALUE)
    # all people less the two named classes would be those two people
    assert not (
        found.visible(position_class="functional") and found.visible(position_class="supervisor")
    )
    keys = pd.DataFrame({"position_class": pd.Series([None, "functional"], dtype="str")})
    assert found.lookup(keys).tolist() == [False, found.visible(position_class="functional")]


def test_a_lookup_of_a_frame_says_the_same_as_single_questions():
    rng = np.random.default_rng(4)
    found = lattice(frame_of(rng.poisson(4, size=(8, 4, 4))), minimum=5)
    for filters in ({}, {"position_class": "p1"}, {"position_class": "p2", "grade_group": "g0"}):
        keys = pd.DataFrame({"agency_code": [f"a{at}" for at in range(8)], "n": 1})
        expected = [found.visible(agency_code=code, **filters) for code in keys["agency_code"]]
        assert found.view(**filters).of(keys).tolist() == expected


def test_a_filter_and_a_key_on_the_same_axis_must_agree():
    found = lattice(frame_of(np.full((2, 1, 1), 50)), minimum=5)
    keys = pd.DataFrame({"agency_code": ["a0", "a1"]})
    assert found.view(agency="a0").of(keys).tolist() == [True, False]


def test_an_unknown_category_is_not_visible():
    found = lattice(frame_of(np.full((2, 2, 2), 50)), minimum=5)
    assert not found.visible(agency="nowhere")
    assert not found.view().of(pd.DataFrame({"agency_code": ["nowhere"]}))[0]
    assert not found.view(position_class="none").of(pd.DataFrame({"agency_code": ["a0"]}))[0]


def test_people_of_the_own_agency_are_seen_and_marked():
    found = lattice(frame_of(np.array([[[3]], [[40]], [[9]], [[60]]])), minimum=5)
    own = found.for_reader_of({"a0"})
    keys = pd.DataFrame({"agency_code": ["a0", "a1", "a2", "a3"]})
    states = group_states(np.array([3.0, 40, 9, 60]), keys, own.view(), is_total=False)
    # a2 was hidden to protect a0; a reader of a0 could subtract both, so a1 is hidden as well
    assert states.tolist() == ["small", "hidden", "hidden", "shown"]
    assert own.view(agency="a0").total()
    assert not found.view(agency="a0").total()


@given(tables(), st.sampled_from(["a0", "a1"]))
@settings(max_examples=80, deadline=None)
@pytest.mark.long
def test_who_sees_one_agencys_people_learns_nothing_of_others(base, own):
    """The attacker knows every cell of one agency and sees what that reader is shown."""
    found = lattice(frame_of(base), minimum=5)
    mine = found.for_reader_of({own})
    at = int(own[1]) + 1
    if at <= base.shape[0]:
        assert not mine.hidden[at].any()
    others = np.delete(base, at - 1, axis=0) if at <= base.shape[0] else base
    left = lattice(frame_of(others), minimum=1).n if others.size else None
    hidden = np.delete(mine.hidden, at, axis=0) if at <= base.shape[0] else mine.hidden
    if left is None:
        return
    assert hidden[(left > 0) & (left < 5)].all()
    assert follow_from_shown(left, hidden) == []
    assert few_people_boxes(left, hidden, 5) == []
    # and nothing is shown of others that is hidden from those who see nobody
    assert not (found.hidden & ~mine.hidden)[
        [x for x in range(1, len(mine.hidden)) if x != at]
    ].any()


def test_fewer_people_than_the_lattice_counted_are_hidden_as_well():
    found = lattice(frame_of(np.full((2, 1, 1), 50)), minimum=5)
    keys = pd.DataFrame({"agency_code": ["a0", "a1"]})
    assert group_states(np.array([4.0, 50]), keys, found.view(), is_total=False).tolist() == [
        "hidden",
        "shown",
    ]


def test_a_reader_of_persons_sees_small_groups_marked():
    keys = pd.DataFrame({"agency_code": ["A", "B"]})
    states = group_states(np.array([2.0, 8]), keys, SeesPersons(), is_total=False)
    assert states.tolist() == ["small", "shown"]


def test_each_period_is_looked_up_in_its_own_lattice():
    small = lattice(frame_of(np.array([[[3]], [[6]], [[60]]])), minimum=5)
    large = lattice(frame_of(np.array([[[30]], [[60]], [[60]]])), minimum=5)
    views = PeriodViews({"2023": small.view(), "2024": large.view()})
    keys = pd.DataFrame({"agency_code": "a0", "period_code": ["2023", "2024", "2022"]})
    assert views.of(keys).tolist() == [False, True, False]


@given(tables(most=(4, 3, 3)), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_units_inside_an_agency_give_nothing_away_with_the_city(base, seed):
    """The attacker holds the city and the units of one agency together."""
    rng = np.random.default_rng(seed)
    n_units = int(rng.integers(1, 5))
    parts = rng.multinomial(base[0].ravel(), rng.dirichlet(np.ones(n_units)))
    units = parts.T.reshape(n_units, *base.shape[1:])
    city = lattice(frame_of(base), minimum=5)
    rows = frame_of(units).rename(columns={"agency_code": "unit_code"})
    inner = lattice(rows, minimum=5, axes=("unit_code", *AXES[1:]), inside=city, member="a0")
    assert (inner.hidden[0] == city.hidden[1]).all()

    # one table: the units stand in place of their agency, and its nodes are sums over them
    cells = [("u", *c) for c in np.ndindex(*units.shape)]
    cells += [("a", *c) for c in np.ndindex(*base.shape) if c[0] > 0]
    sizes = np.array([units[c[1:]] if c[0] == "u" else base[c[1:]] for c in cells], dtype=float)

    def row(of):
        return np.array([float(of(cell)) for cell in cells])

    def matches(node, cell):
        return all(want in (0, got + 1) for want, got in zip(node, cell, strict=True))

    known, wanted = (
        [row(lambda c, at=at: c == at) for at, n in zip(cells, sizes, strict=True) if n == 0],
        [],
    )
    for node in itertools.product(*[range(s) for s in city.n.shape]):
        line = row(lambda c, node=node: matches(node, (0 if c[0] == "u" else c[1], *c[2:])))
        (wanted if city.hidden[node] else known).append(line)
    for node in itertools.product(*[range(s) for s in inner.n.shape]):
        line = row(lambda c, node=node: c[0] == "u" and matches(node, c[1:]))
        (wanted if inner.hidden[node] else known).append(line)
    known = np.array(known).reshape(-1, len(cells))
    rank = np.linalg.matrix_rank(known) if known.size else 0
    for line in wanted:
        assert np.linalg.matrix_rank(np.vstack([known, line])) > rank


def test_units_that_do_not_add_up_are_refused():
    city = lattice(frame_of(np.full((2, 1, 1), 50)), minimum=5)
    rows = frame_of(np.full((3, 1, 1), 9)).rename(columns={"agency_code": "unit_code"})
    with pytest.raises(InvalidCounts, match="do not add up"):
        lattice(rows, minimum=5, axes=("unit_code", *AXES[1:]), inside=city, member="a0")


def test_bad_input_is_named():
    rows = frame_of(np.full((2, 1, 1), 50))
    with pytest.raises(MissingColumns) as missing:
        lattice(rows.drop(columns="grade_group"), minimum=5)
    assert missing.value.columns == ("grade_group",)
    with pytest.raises(InvalidCounts) as negative:
        lattice(rows.assign(n=[5, -1]), minimum=5)
    assert negative.value.rows == (1,)
    with pytest.raises(InvalidSetting, match="at least 1"):
        lattice(rows, minimum=0)
    with pytest.raises(InvalidSetting, match="one of agency_code"):
        lattice(rows, minimum=5).visible(sex="female")


def test_a_line_of_agencies_alone_works_too():
    sizes = pd.DataFrame({"agency_code": ["A", "B", "C"], "n": [2, 30, 40]})
    found = lattice(sizes, minimum=5, axes=("agency_code",))
    assert found.hidden.tolist() == [False, True, True, False]


def test_an_institution_without_results_has_nothing_to_hide():
    found = lattice(frame_of(np.full((1, 1, 1), 50)).iloc[:0], minimum=5)
    assert found.visible()
    assert found.n_hidden == 0


def test_people_who_are_neither_in_an_agency_nor_in_a_class_are_not_counted_out():
    """Every line hides at least two groups with many people, yet all − A − p + (A, p) is three."""
    base = np.zeros((4, 3, 1), dtype=int)
    base[:, 0, 0] = [80, 50, 60, 70]
    base[0, 1:, 0] = [40, 30]
    base[1, 1, 0] = base[2, 2, 0] = base[3, 1, 0] = 1
    found = lattice(frame_of(base), minimum=5)
    assert few_people_boxes(found.n, found.hidden, 5) == []
    corners = [
        {},
        {"agency": "a0"},
        {"position_class": "p0"},
        {"agency": "a0", "position_class": "p0"},
    ]
    assert not all(found.visible(**corner) for corner in corners)
