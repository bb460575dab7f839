import numpy as np
import pandas as pd
import pytest

from analytics.distribution import share_change, share_trend
from analytics.intervals import paired_correlation, share_difference, wilson
from analytics.suppression import PeriodViews, SeesPersons, lattice


def counts(*rows):
    """(agency, period, very good, good, needs improvement) rows."""
    return pd.DataFrame(
        [
            (agency, period, predicate, n)
            for agency, period, *mix in rows
            for predicate, n in zip(("very_good", "good", "needs_improvement"), mix, strict=True)
        ],
        columns=["agency_code", "period_code", "predicate", "n"],
    )


TWO_YEARS = counts(("A", "2023", 10, 88, 2), ("A", "2024", 30, 68, 2), ("B", "2024", 5, 45, 0))


def test_each_period_has_its_share_and_interval():
    found = share_trend(TWO_YEARS, by=["agency_code"], visible=SeesPersons())
    assert found.periods == ("2023", "2024")
    assert found.share.estimate[0].tolist() == [0.1, 0.3]
    assert found.share.upper[0, 1] == wilson(30, 100).upper
    assert found.state[1].tolist() == ["absent", "shown"]
    assert np.isnan(found.share.estimate[1, 0])
    frame = found.long()
    assert frame["period_code"].tolist() == ["2023", "2024", "2023", "2024"]
    better = share_trend(TWO_YEARS, by=[], visible=SeesPersons(), measure="good_or_better")
    assert better.share.estimate[0] == pytest.approx([0.98, 148 / 150])


def test_a_period_in_which_the_group_is_hidden_breaks_the_line():
    rows = counts(
        ("A", "2023", 1, 2, 0),
        ("B", "2023", 9, 40, 0),
        ("C", "2023", 9, 60, 0),
        ("A", "2024", 3, 30, 0),
    )
    views = {}
    for period in ("2023", "2024"):
        own = rows[rows["period_code"] == period]
        views[period] = lattice(own, minimum=5, axes=("agency_code",)).view()
    found = share_trend(rows, by=["agency_code"], visible=PeriodViews(views))
    assert found.state[0].tolist() == ["hidden", "shown"]
    assert np.isnan(found.n[0, 0])
    assert found.n[0, 1] == 33


def test_the_change_for_different_people_is_newcombes():
    found = share_change(
        TWO_YEARS, by=["agency_code"], before="2023", now="2024", visible=SeesPersons()
    )
    expected = share_difference(10, 100, 30, 100)
    assert found.change.lower[0] == expected.lower
    assert found.verdict.tolist() == ["rose", "not_enough_data"]
    assert found.state.tolist() == ["shown", "absent"]


def test_people_who_are_in_both_years_narrow_the_interval():
    moves = pd.DataFrame(
        [
            ("very_good", "very_good", 8),
            ("very_good", "good", 1),
            ("good", "very_good", 17),
            ("good", "good", 64),
        ],
        columns=["previous_predicate", "predicate", "n"],
    ).assign(agency_code="A", period_code="2024", previous_period_code="2023")
    other = moves.assign(period_code="2023", previous_period_code="2022", n=99)
    rows = TWO_YEARS[TWO_YEARS["agency_code"] == "A"]
    keys = {"by": ["agency_code"], "before": "2023", "now": "2024", "visible": SeesPersons()}
    found = share_change(rows, movements=pd.concat([moves, other]), **keys)
    phi = paired_correlation(8, 1, 17, 64)
    expected = share_difference(10, 100, 30, 100, correlation=phi, n_both=90)
    assert found.change.lower[0] == pytest.approx(float(expected.lower))
    assert found.change.upper[0] == pytest.approx(float(expected.upper))
    assert found.n_both.tolist() == [90]
    alone = share_change(rows, **keys)
    assert (
        found.change.upper[0] - found.change.lower[0]
        < alone.change.upper[0] - alone.change.lower[0]
    )


def test_a_small_change_is_within_chance():
    rows = counts(("A", "2023", 10, 90, 0), ("A", "2024", 12, 88, 0))
    found = share_change(rows, by=[], before="2023", now="2024", visible=SeesPersons())
    assert found.verdict.tolist() == ["within_chance"]
    fell = share_change(TWO_YEARS, by=[], before="2024", now="2023", visible=SeesPersons())
    assert fell.verdict.tolist() == ["fell"]


def test_a_group_hidden_in_either_year_has_no_change():
    rows = counts(("A", "2023", 1, 2, 0), ("A", "2024", 30, 70, 0))
    views = PeriodViews(
        {
            period: lattice(
                rows[rows["period_code"] == period], minimum=5, axes=("agency_code",)
            ).view()
            for period in ("2023", "2024")
        }
    )
    found = share_change(rows, by=["agency_code"], before="2023", now="2024", visible=views)
    assert found.state.tolist() == ["hidden"]
    assert found.verdict.tolist() == ["not_enough_data"]
    numbers = (
        found.before,
        found.now,
        found.n_before,
        found.n_now,
        found.n_both,
        found.change.lower,
    )
    assert np.isnan(numbers).all()


def test_equal_processes_are_seldom_told_apart():
    """Two years of one process: about 5 % of 3,000 changes exclude 0."""
    rng = np.random.default_rng(8)
    x = rng.binomial(120, 0.11, size=(3000, 2))
    rows = counts(
        *[(f"A{at:04}", "2023", a, 120 - a, 0) for at, a in enumerate(x[:, 0])],
        *[(f"A{at:04}", "2024", b, 120 - b, 0) for at, b in enumerate(x[:, 1])],
    )
    found = share_change(rows, by=["agency_code"], before="2023", now="2024", visible=SeesPersons())
    assert 0.025 < (found.verdict != "within_chance").mean() < 0.065
