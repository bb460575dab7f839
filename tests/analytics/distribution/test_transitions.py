import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.distribution import transitions
from analytics.intervals import wilson
from analytics.rules.predicates import PREDICATES, RANK
from analytics.suppression import SeesPersons

people = st.lists(
    st.tuples(st.sampled_from(PREDICATES), st.sampled_from(PREDICATES)), min_size=1, max_size=80
)


@given(people)
def test_movements_are_those_counted_person_by_person(pairs):
    rows = pd.DataFrame(pairs, columns=["previous_predicate", "predicate"]).assign(n=1)
    found = transitions(rows, by=[], visible=SeesPersons())
    up = sum(RANK[now] > RANK[before] for before, now in pairs)
    down = sum(RANK[now] < RANK[before] for before, now in pairs)
    expected = [wilson(x, len(pairs)) for x in (len(pairs) - up - down, up, down)]
    for got, want in zip((found.unchanged, found.up, found.down), expected, strict=True):
        assert got.estimate[0] == pytest.approx(float(want.estimate))
        assert got.lower[0] == pytest.approx(float(want.lower))
    frame = found.long().set_index(["previous", "now"])
    for before, now in set(pairs):
        assert frame.loc[(before, now), "n"] == pairs.count((before, now))
        same_start = sum(each[0] == before for each in pairs)
        assert frame.loc[(before, now), "share"] == pytest.approx(
            pairs.count((before, now)) / same_start
        )


def test_a_predicate_nobody_had_has_no_row_shares():
    rows = pd.DataFrame({"previous_predicate": ["good"], "predicate": ["good"], "n": [9]})
    found = transitions(rows, by=[], visible=SeesPersons())
    assert np.isnan(found.row_shares[0, 0]).all()
    assert found.row_shares[0, 1].tolist() == [0, 1, 0, 0, 0]


class _ShowsAll:
    minimum = 5

    def of(self, groups):
        return np.ones(len(groups), dtype=bool)

    def total(self):
        return True

    def persons(self, groups):
        return np.zeros(len(groups), dtype=bool)


def test_few_people_in_both_years_are_hidden_though_the_agency_is_large():
    rows = pd.DataFrame(
        {
            "agency_code": ["A", "B"],
            "previous_predicate": "good",
            "predicate": "very_good",
            "n": [4, 5],
        }
    )
    found = transitions(rows, by=["agency_code"], visible=_ShowsAll())
    assert found.state.tolist() == ["hidden", "shown"]
    assert np.isnan(found.counts[0]).all()
    assert np.isnan(found.up.estimate[0])
