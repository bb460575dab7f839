import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analytics.errors import InvalidCounts
from analytics.filling import filled_in
from analytics.intervals import wilson
from analytics.suppression import SeesPersons, lattice

ASSESSED = pd.DataFrame({"agency_code": ["A", "B", "C"], "n": [30, 50, 7]})
HEADCOUNT = pd.DataFrame({"agency_code": ["A", "B", "D"], "n_employees": [40, 45, 9]})
EVERYBODY = SeesPersons()


def appraised(assessed, headcount, *, visible=EVERYBODY):
    """People with a result and people in post come in rows of their own here, or in one."""
    both = pd.concat([assessed, headcount], ignore_index=True)
    return filled_in(
        both.reindex(columns=["agency_code", "n", "n_employees"]),
        "appraised",
        by=["agency_code"],
        visible=visible,
    )


def test_people_with_a_result_among_people_in_post():
    found = appraised(ASSESSED, HEADCOUNT)
    assert found.groups["agency_code"].tolist() == ["A", "B", "C", "D"]
    # B has more results than people, C is not in the master, D has nobody rated
    assert found.state.tolist() == ["shown", "inconsistent", "unknown", "shown"]
    assert found.share.estimate[[0, 3]].tolist() == [0.75, 0]
    assert found.share.lower[0] == wilson(30, 40).lower
    assert np.isnan(found.share.estimate[[1, 2]]).all()
    joined = ASSESSED.merge(HEADCOUNT, how="outer")
    same = filled_in(joined, "appraised", by=["agency_code"], visible=EVERYBODY)
    assert_frame_equal(same.long(), found.long())


@pytest.mark.parametrize("headcount", [None, HEADCOUNT.iloc[:0]])
def test_without_a_people_master_nothing_is_complete(headcount):
    found = appraised(ASSESSED, headcount)
    assert found.state.tolist() == ["unknown"] * 3
    assert np.isnan(found.n_expected).all()
    assert np.isnan(found.share.estimate).all()
    assert found.n_done.tolist() == [30, 50, 7]


def test_small_agencies_are_hidden_with_another_one():
    headcount = pd.DataFrame({"agency_code": list("ABCD"), "n_employees": [3, 40, 9, 50]})
    assessed = pd.DataFrame({"agency_code": list("ABCD"), "n": [3, 30, 8, 50]})
    sizes = headcount.rename(columns={"n_employees": "n"})
    view = lattice(sizes, minimum=5, axes=("agency_code",)).view()
    found = appraised(assessed, headcount, visible=view)
    assert found.state.tolist() == ["hidden", "shown", "hidden", "shown"]
    assert np.isnan([found.n_done[0], found.n_expected[0], found.share.lower[0]]).all()


FILLING = pd.DataFrame(
    {
        "agency_code": ["A", "A", "B"],
        "n": [20, 30, 10],
        "n_dated": [20, 0, 0],
        "n_late": [5, 0, 0],
        "n_feedback": [10, 20, 0],
        "n_copied": [3, 12, 0],
    }
)


def test_late_and_copied_ones_are_counted_among_those_known():
    late = filled_in(FILLING, "late", by=["agency_code"], visible=EVERYBODY)
    assert late.share.estimate[0] == 0.25
    assert late.state.tolist() == ["shown", "unknown"]
    copied = filled_in(FILLING, "copied", by=["agency_code"], visible=EVERYBODY)
    assert (copied.n_done[0], copied.n_expected[0]) == (15, 30)
    assert copied.state.tolist() == ["shown", "unknown"]
    given = filled_in(FILLING, "feedback", by=[], visible=EVERYBODY)
    assert given.share.estimate.tolist() == [0.5]


def test_no_rows_are_unknown():
    found = filled_in(FILLING.iloc[:0], "late", by=[], visible=EVERYBODY)
    assert found.state.tolist() == ["unknown"]


def test_bad_counts_are_refused():
    with pytest.raises(InvalidCounts):
        filled_in(FILLING.assign(n_late=-1), "late", by=[], visible=EVERYBODY)
