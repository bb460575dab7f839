import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy as natural_entropy

from analytics.distribution import predicate_shares
from analytics.errors import InvalidRatings
from analytics.intervals import wilson
from analytics.rules.predicates import PREDICATES
from analytics.suppression import SeesPersons, lattice

EVERYBODY = SeesPersons()


def long(mixes):
    """{'A': [1, 2, 0, 0, 0]} as counts; zeros left out, as a database would."""
    return pd.DataFrame(
        [
            (code, predicate, n)
            for code, mix in mixes.items()
            for predicate, n in zip(PREDICATES, mix, strict=True)
            if n
        ],
        columns=["agency_code", "predicate", "n"],
    )


mixes = st.dictionaries(
    st.sampled_from(list("ABCDEF")),
    st.lists(st.integers(0, 200), min_size=5, max_size=5).filter(sum),
    min_size=1,
)


def test_shares_by_hand():
    found = predicate_shares(
        long({"A": [2, 6, 1, 1, 0]}), by=["agency_code"], visible=EVERYBODY, total=True
    )
    assert found.counts.tolist() == [[2, 6, 1, 1, 0]]
    assert found.shares[0] == pytest.approx([0.2, 0.6, 0.1, 0.1, 0])
    assert found.good_or_better.estimate[0] == pytest.approx(0.8)
    expected = wilson(2, 10)
    assert found.very_good.lower[0] == expected.lower
    assert found.very_good.upper[0] == expected.upper
    assert found.total.n.tolist() == [10]


@given(mixes)
def test_entropy_is_that_of_scipy_and_never_above_five_predicates(counts):
    found = predicate_shares(long(counts), by=["agency_code"], visible=EVERYBODY)
    expected = [natural_entropy(counts[code], base=2) for code in sorted(counts)]
    assert found.entropy_bits == pytest.approx(expected)
    assert (found.effective_predicates <= 5 + 1e-9).all()
    assert (found.effective_predicates >= 1).all()


def test_equal_use_is_five_and_one_predicate_is_one():
    found = predicate_shares(
        long({"A": [7] * 5, "B": [0, 9, 0, 0, 0]}), by=["agency_code"], visible=EVERYBODY
    )
    assert found.effective_predicates == pytest.approx([5, 1])
    assert found.entropy_bits[1] == 0
    assert not np.signbit(found.entropy_bits[1])


@given(mixes, st.randoms(use_true_random=False))
@pytest.mark.long
def test_order_of_rows_and_names_of_agencies_change_nothing(counts, random):
    rows = long(counts)
    shuffled = rows.sample(frac=1, random_state=random.randrange(2**32))
    one = predicate_shares(rows, by=["agency_code"], visible=EVERYBODY, total=True)
    two = predicate_shares(shuffled, by=["agency_code"], visible=EVERYBODY, total=True)
    pd.testing.assert_frame_equal(one.wide(), two.wide())
    renamed = rows.assign(
        agency_code=rows["agency_code"].map(lambda code: f"Z{ord('Z') - ord(code):02}")
    )
    back = predicate_shares(renamed, by=["agency_code"], visible=EVERYBODY)
    assert np.array_equal(back.counts[::-1], one.counts)


@given(mixes)
def test_the_total_is_the_sum_of_the_groups(counts):
    found = predicate_shares(long(counts), by=["agency_code"], visible=EVERYBODY, total=True)
    assert found.total.counts[0] == pytest.approx(found.counts.sum(axis=0))
    assert found.shares.sum(axis=1) == pytest.approx(1)


def test_a_hidden_group_leaves_no_number_anywhere():
    rows = long(
        {"A": [1, 2, 0, 0, 0], "B": [10, 60, 1, 0, 0], "C": [2, 5, 0, 0, 0], "D": [9, 90, 0, 0, 1]}
    )
    rows = rows.assign(position_class="functional", grade_group="III")
    view = lattice(rows, minimum=5).view()
    found = predicate_shares(rows, by=["agency_code"], visible=view, total=True)
    assert found.state.tolist() == ["hidden", "shown", "hidden", "shown"]
    for frame in (found.long(), found.wide()):
        hidden = frame[frame["agency_code"].isin(["A", "C"])]
        numbers = hidden.select_dtypes("number")
        assert numbers.isna().all(axis=None)
    assert found.total.n[0] == 181
    # the shown agencies and the total leave the two hidden ones only together
    assert found.total.n[0] - np.nansum(found.n) == 10


def test_who_may_see_the_people_sees_small_groups_marked():
    found = predicate_shares(long({"A": [1, 2, 0, 0, 0]}), by=["agency_code"], visible=EVERYBODY)
    assert found.state.tolist() == ["small"]
    assert found.n.tolist() == [3]


def test_people_rated_without_a_predicate_are_counted_apart():
    rows = pd.DataFrame(
        {
            "agency_code": "A",
            "predicate": pd.Series(["good", None], dtype="str"),
            "n": [8, 3],
        }
    )
    found = predicate_shares(rows, by=["agency_code"], visible=EVERYBODY)
    assert found.n.tolist() == [8]
    assert found.n_without_predicate.tolist() == [3]
    assert found.shares[0, 1] == 1


def test_several_keys_and_no_key():
    rows = long({"A": [1, 9, 0, 0, 0], "B": [5, 5, 0, 0, 0]}).assign(grade_group="III")
    both = predicate_shares(rows, by=["agency_code", "grade_group"], visible=EVERYBODY)
    assert both.groups.columns.tolist() == ["agency_code", "grade_group"]
    whole = predicate_shares(rows, by=[], visible=EVERYBODY)
    assert whole.counts.tolist() == [[6, 14, 0, 0, 0]]
    assert whole.long()["share"].tolist() == pytest.approx([0.3, 0.7, 0, 0, 0])


def test_no_rows_are_nobody():
    whole = predicate_shares(long({}), by=[], visible=EVERYBODY)
    assert whole.n.tolist() == [0]
    assert np.isnan(whole.shares).all()
    assert predicate_shares(long({}), by=["agency_code"], visible=EVERYBODY).n.size == 0


def test_an_unknown_predicate_is_named():
    rows = pd.DataFrame({"predicate": ["baik"], "n": [1]})
    with pytest.raises(InvalidRatings, match="'baik'"):
        predicate_shares(rows, by=[], visible=EVERYBODY)


def test_long_and_wide_hold_the_same_numbers():
    found = predicate_shares(
        long({"A": [2, 6, 1, 1, 0], "B": [0, 3, 3, 0, 0]}), by=["agency_code"], visible=EVERYBODY
    )
    table = found.long().pivot_table(index="agency_code", columns="predicate", values="share")
    wide = found.wide().set_index("agency_code")
    for predicate in PREDICATES:
        assert table[predicate].tolist() == wide[f"{predicate}_share"].tolist()
