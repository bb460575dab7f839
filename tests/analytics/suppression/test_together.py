"""Shares over other people than those with a predicate: one attacker reads all pages at once."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.suppression import AXES, SeesPersons, Together, lattice
from tests.oracles import cells_of


@st.composite
def offices(draw):
    """Draw people in post per group, how many have a result, and how many of those a text."""
    shape = tuple(draw(st.integers(1, most)) for most in (6, 3, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    mean = draw(st.sampled_from([2, 6, 20]))
    in_post = rng.poisson(rng.gamma(0.7, mean / 0.7, size=shape))
    rated = rng.binomial(in_post, draw(st.sampled_from([0.5, 0.9, 1.0])))
    return {"in_post": in_post, "rated": rated, "with_text": rng.binomial(rated, 0.4)}


def lattices(sizes):
    """Return a lattice per measure, all over the same groups, also where nobody is counted."""
    cells = list(np.ndindex(*sizes["rated"].shape))
    keys = pd.DataFrame([tuple(map(str, cell)) for cell in cells], columns=list(AXES))
    return {
        name: lattice(keys.assign(n=[int(base[cell]) for cell in cells]), minimum=5)
        for name, base in sizes.items()
    }


def shown_by(view, found):
    """Return which nodes of a lattice a view shows, asked as pages ask: one group at a time."""
    shown = np.zeros(found.n.shape, dtype=bool)
    for node in np.ndindex(*found.n.shape):
        filters = {
            axis: None if at == 0 else names[at - 1]
            for axis, names, at in zip(AXES, found.categories, node, strict=True)
        }
        shown[node] = view(filters).total()
    return shown


def given_away(shown, n):
    """Nodes with people that no page shows and that add up from those which some page shows."""
    cells, rows = cells_of(shown.shape)
    known = np.array([rows[node] for node in rows if shown[node]]).reshape(-1, len(cells))
    rank = np.linalg.matrix_rank(known) if known.size else 0
    return [
        node
        for node in rows
        if not shown[node]
        and n[node] > 0
        and np.linalg.matrix_rank(np.vstack([known, rows[node]])) == rank
    ]


def together(found, *names):
    return lambda filters: Together([found[name].view(**filters) for name in names])


@given(offices())
@settings(max_examples=80, deadline=None)
@pytest.mark.long
def test_no_count_of_a_hidden_group_follows_from_several_pages(sizes):
    found = lattices(sizes)
    complete = shown_by(together(found, "in_post", "rated"), found["rated"])
    mixes = ~found["rated"].hidden
    copied = shown_by(together(found, "with_text", "rated"), found["rated"])
    # people in post stand on the page of completeness, people rated there and beside the mixes
    for name, shown in (("in_post", complete), ("rated", complete | mixes), ("with_text", copied)):
        assert given_away(shown, found[name].n) == [], name
        few = (found[name].n > 0) & (found[name].n < 5)
        assert not (shown & few).any() or name == "rated"
    assert not (mixes & (found["rated"].n > 0) & (found["rated"].n < 5)).any()


def test_views_of_their_own_give_a_group_away_that_views_together_do_not():
    # by people rated A and B are hidden, by people in post A and C
    sizes = {
        "in_post": np.array([3, 30, 8, 40]).reshape(4, 1, 1),
        "rated": np.array([3, 6, 8, 40]).reshape(4, 1, 1),
    }
    found = lattices(sizes)
    rated = found["rated"]
    apart = ~rated.hidden | ~found["in_post"].hidden
    assert given_away(apart, rated.n) != []
    both = ~rated.hidden | shown_by(together(found, "in_post", "rated"), rated)
    assert given_away(both, rated.n) == []


def test_views_together_take_the_larger_minimum_and_only_common_people():
    groups = pd.DataFrame({"agency_code": ["0", "1"]})
    found = lattices({"rated": np.array([9, 9, 9]).reshape(3, 1, 1)})["rated"]
    view = Together([SeesPersons(5), found.for_reader_of(["0"]).view(), SeesPersons(10)])
    assert view.minimum == 10
    assert view.persons(groups).tolist() == [True, False]
    assert view.of(groups).tolist() == [True, True]
    assert view.total()
