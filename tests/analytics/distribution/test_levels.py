import numpy as np
import pandas as pd
import pytest

from analytics.distribution import level_matrix
from analytics.suppression import SeesPersons, lattice


def rows(agency, *cells):
    return pd.DataFrame(cells, columns=["work_result", "behaviour", "n"]).assign(agency_code=agency)


def test_nine_cells_with_their_predicate():
    counts = rows("A", ("above", "above", 2), ("meets", "meets", 6), ("below", "below", 2))
    found = level_matrix(counts, by=["agency_code"], visible=SeesPersons())
    frame = found.long().set_index(["work_result", "behaviour"])
    assert len(frame) == 9
    assert frame.loc[("above", "above"), ["predicate", "n", "share"]].tolist() == [
        "very_good",
        2,
        0.2,
    ]
    assert frame.loc[("below", "below"), ["predicate", "n", "share"]].tolist() == [
        "very_poor",
        2,
        0.2,
    ]
    assert frame["share"].sum() == pytest.approx(1)
    assert frame.loc[("above", "below"), "n"] == 0


def test_people_with_one_level_only_are_left_out():
    counts = rows("A", ("above", "above", 5), ("above", None, 4), (None, None, 1))
    assert level_matrix(counts, by=[], visible=SeesPersons()).n.tolist() == [5]


def test_hidden_groups_have_no_cells():
    counts = pd.concat(
        [
            rows("A", ("above", "above", 3)),
            rows("B", ("meets", "meets", 50)),
            rows("C", ("meets", "meets", 60)),
            rows("D", ("meets", "above", 8)),
        ]
    )
    sizes = counts.groupby("agency_code", as_index=False)["n"].sum()
    view = lattice(sizes, minimum=5, axes=("agency_code",)).view()
    found = level_matrix(counts, by=["agency_code"], visible=view)
    assert np.isnan(found.counts[[0, 3]]).all()
    assert np.isnan(found.shares[[0, 3]]).all()
    assert found.n[[1, 2]].tolist() == [50, 60]
