import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analytics.achievements import project_summary, ratings_above_results, targets_reached
from analytics.distribution import predicate_shares
from analytics.intervals import share_difference
from analytics.suppression import SeesPersons, lattice

EVERYBODY = SeesPersons()


def shares_of(mixes, visible=EVERYBODY):
    rows = pd.DataFrame(
        [
            (code, predicate, n)
            for code, mix in mixes.items()
            for predicate, n in zip(("very_good", "good", "poor"), mix, strict=True)
        ],
        columns=["agency_code", "predicate", "n"],
    )
    return predicate_shares(rows, by=["agency_code"], visible=visible)


def targets_of(reached, visible=EVERYBODY):
    """{'A': (reached, reported)}."""
    rows = pd.DataFrame(
        [
            (code, 1.0, "at_least", value, None, n)
            for code, (good, all_) in reached.items()
            for value, n in ((1.0, good), (0.0, all_ - good))
        ],
        columns=[
            "agency_code",
            "target_value",
            "target_direction",
            "realised_value",
            "verified_by",
            "n",
        ],
    )
    return targets_reached(rows, by=["agency_code"], visible=visible)


MIXES = {"A": (40, 60, 0), "B": (12, 88, 0), "C": (11, 89, 0), "D": (2, 98, 0)}


def test_high_ratings_with_low_results_are_found_and_only_they():
    targets = targets_of({"A": (30, 100), "B": (80, 100), "C": (78, 100), "D": (30, 100)})
    found = ratings_above_results(shares_of(MIXES), targets)
    # D reaches as little as A, but is rated low; B and C reach more than the others
    assert dict(zip(found.agencies, found.certainty, strict=True)) == {
        "A": "clear",
        "B": "none",
        "C": "none",
        "D": "none",
    }
    expected = share_difference(188, 300, 30, 100)
    assert found.results_gap.upper[0] == expected.upper
    assert found.reached[0] == 0.3
    assert found.reached_elsewhere[0] == pytest.approx(188 / 300)
    # the share shown is the one compared
    assert found.share[0] == pytest.approx(0.4)
    assert found.share_elsewhere[0] == pytest.approx(25 / 300)
    assert found.rating_gap.estimate[0] == pytest.approx(0.4 - 25 / 300)


def test_a_difference_within_chance_is_no_finding():
    targets = targets_of({"A": (7, 10), "B": (8, 10), "C": (8, 10), "D": (8, 10)})
    assert set(ratings_above_results(shares_of(MIXES), targets).certainty) == {"none"}


def test_equal_ratings_and_somewhat_lower_results_are_possible_at_most():
    mixes = dict.fromkeys("ABCD", (12, 88, 0))
    targets = targets_of({"A": (66, 100), "B": (78, 100), "C": (78, 100), "D": (78, 100)})
    found = ratings_above_results(shares_of(mixes), targets)
    assert found.certainty[0] == "possible"


def test_projects_on_time_count_with_the_targets():
    targets = targets_of(dict.fromkeys("ABCD", (8, 10)))
    projects = pd.DataFrame(
        {
            "agency_code": ["A"] * 12 + ["B"] * 12,
            "planned_end": "2024-01-31",
            "real_end": ["2024-06-30"] * 12 + ["2024-01-15"] * 12,
            "planned_cost": np.nan,
            "real_cost": np.nan,
            "verified_quality": np.nan,
            "state": None,
        }
    )
    summary = project_summary(projects, by=["agency_code"], as_of=dt.date(2024, 12, 31))
    found = ratings_above_results(shares_of(MIXES), targets, summary)
    assert found.n_results.tolist() == [22, 22, 10, 10]
    assert found.reached[0] == pytest.approx(8 / 22)
    assert found.certainty[0] == "clear"


def test_hidden_agencies_do_not_appear():
    mixes = MIXES | {"E": (2, 1, 0), "F": (2, 8, 0)}
    sizes = pd.DataFrame({"agency_code": list(mixes), "n": [sum(mix) for mix in mixes.values()]})
    view = lattice(sizes, minimum=5, axes=("agency_code",)).view()
    targets = targets_of(dict.fromkeys(mixes, (5, 10)), visible=view)
    found = ratings_above_results(shares_of(mixes, view), targets)
    assert found.agencies.tolist() == ["A", "B", "C", "D"]
    # nor do they enter the others' comparison, from which they could be counted out
    assert found.reached_elsewhere.tolist() == [0.5] * 4
    assert found.n.tolist() == [100] * 4


def test_no_results_are_no_findings():
    targets = targets_of({"A": (0, 0)})
    assert ratings_above_results(shares_of(MIXES), targets).agencies.size == 0


@pytest.mark.long
def test_chance_alone_seldom_names_an_agency():
    """33 agencies of one process, 200 cities: at most one in ten cities has a clear name."""
    rng = np.random.default_rng(9)
    named = 0
    for _ in range(200):
        top, reached = rng.binomial(120, 0.11, 33), rng.binomial(60, 0.75, 33)
        mixes = {f"A{at:02}": (int(x), 120 - int(x), 0) for at, x in enumerate(top)}
        targets = targets_of({f"A{at:02}": (int(x), 60) for at, x in enumerate(reached)})
        named += (ratings_above_results(shares_of(mixes), targets).certainty == "clear").any()
    assert named <= 20
