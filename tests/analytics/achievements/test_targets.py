import numpy as np
import pandas as pd
import pytest

from analytics.achievements import targets_reached
from analytics.errors import InvalidRatings
from analytics.intervals import wilson
from analytics.suppression import SeesPersons, lattice

COLUMNS = ["agency_code", "target_value", "target_direction", "realised_value", "verified_by"]
ROWS = pd.DataFrame(
    [
        ("A", 10, "at_least", 10, "inspectorate"),
        ("A", 10, "at_least", 9.99, "inspectorate"),
        ("A", 5, "at_most", 5, None),
        ("A", 5, "at_most", 6, None),
        ("A", 4, "exactly", 4, None),
        ("A", 4, "exactly", 5, None),
        ("A", 1, None, 3, "inspectorate"),  # without a direction: at least
        ("A", 1, "at_least", None, None),
        ("A", None, "at_least", 3, None),
        ("B", 0, "at_most", 0, "inspectorate"),
    ],
    columns=COLUMNS,
)


def test_reached_missed_unreported_and_unverified_are_counted_apart():
    found = targets_reached(ROWS, by=["agency_code"], visible=SeesPersons())
    counts = found.long().set_index("agency_code").loc["A"]
    assert counts["n_targets"] == 9
    assert counts["n_not_measurable"] == 1
    assert counts["n_not_reported"] == 1
    assert counts["n_reported"] == 7
    assert counts["n_reached"] == 4
    assert counts["n_verified"] == 3
    assert counts["n_unverified"] == 4
    assert counts["n_verified_reached"] == 2
    assert counts["reached_share"] == pytest.approx(4 / 7)
    assert found.verified_reached.lower[0] == wilson(2, 3).lower
    assert found.reached.estimate[1] == 1


def test_every_target_is_in_exactly_one_class():
    rng = np.random.default_rng(2)
    rows = pd.DataFrame(
        {
            "agency_code": rng.choice(list("AB"), 300),
            "target_value": np.where(rng.random(300) < 0.1, np.nan, rng.integers(0, 9, 300)),
            "target_direction": rng.choice(["at_least", "at_most", "exactly"], 300),
            "realised_value": np.where(rng.random(300) < 0.2, np.nan, rng.integers(0, 9, 300)),
            "verified_by": np.where(rng.random(300) < 0.5, "x", None),
        }
    )
    found = targets_reached(rows, by=["agency_code"], visible=SeesPersons())
    assert (
        found.n_not_measurable + found.n_not_reported + found.n_reported == found.n_targets
    ).all()

    def is_reached(row):
        gap = row.realised_value - row.target_value
        return {"at_least": gap >= 0, "at_most": gap <= 0, "exactly": gap == 0}[
            row.target_direction
        ]

    expected = [
        sum(is_reached(row) for row in rows[rows["agency_code"] == a].itertuples()) for a in "AB"
    ]
    assert found.n_reached.tolist() == expected


def test_decimals_from_text_reach_their_target():
    rows = ROWS.iloc[:1].assign(
        target_value=0.3, realised_value=0.1 + 0.2, target_direction="exactly"
    )
    assert targets_reached(rows, by=[], visible=SeesPersons()).n_reached.tolist() == [1]


def test_a_row_may_stand_for_several_targets():
    weighted = targets_reached(ROWS.assign(n=3), by=["agency_code"], visible=SeesPersons())
    assert weighted.n_reached.tolist() == [12, 3]


def test_hidden_groups_have_no_targets():
    sizes = pd.DataFrame({"agency_code": list("ABC"), "n": [3, 60, 9]})
    view = lattice(sizes, minimum=5, axes=("agency_code",)).view()
    rows = pd.concat([ROWS.iloc[:9], ROWS.iloc[:9].assign(agency_code="B")])
    found = targets_reached(rows, by=["agency_code"], visible=view)
    assert found.state.tolist() == ["hidden", "shown"]
    assert found.long().iloc[0].drop(["agency_code", "state"]).isna().all()


def test_an_unknown_direction_is_named():
    with pytest.raises(InvalidRatings, match="'around'"):
        targets_reached(ROWS.assign(target_direction="around"), by=[], visible=SeesPersons())
