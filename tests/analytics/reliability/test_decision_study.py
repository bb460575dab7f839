"""Variance shares and the numbers a target needs, against hand counts and simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InvalidSetting
from analytics.reliability import decision_study, variance_shares

HAND = {"employee": 3.0, "home_unit": 1.0, "rater": 2.0, "pair": 1.0, "residual": 5.0}


def test_shares_and_reliability_of_one_rating_by_hand():
    found = variance_shares(HAND)
    assert dict(found.shares) == {
        "employee": 3 / 12, "home_unit": 1 / 12, "rater": 2 / 12, "pair": 1 / 12, "residual": 5 / 12
    }  # fmt: skip
    assert found.reliability == pytest.approx(4 / 12)
    assert np.isnan(found.lower)


def test_numbers_needed_by_hand():
    found = {(each.by, each.target): each for each in decision_study(HAND).needed}
    # raters: 4/(4 + 8/k) ≥ .7  ⇔  k ≥ 2·7/3 = 4.67; for .8: k ≥ 8
    assert found["raters", 0.7].number == 5
    assert found["raters", 0.8].number == 8
    # periods: 3 of the noise stays, 4/(4 + 3) = .571 is the limit
    assert found["periods", 0.7].state == found["periods", 0.8].state == "unreachable"
    assert found["periods", 0.7].highest == pytest.approx(4 / 7)
    assert found["raters", 0.7].highest == 1


def test_the_curve_is_the_squared_correlation_of_means_with_the_truth():
    rng = np.random.default_rng(1)
    n = 200_000
    truth = rng.normal(0, 2, n)  # variance 4
    points = {(p.by, p.number): p.reliability for p in decision_study(HAND, max_number=4).points}
    for k in (1, 4):
        raters = truth + rng.normal(0, np.sqrt(8), (k, n)).mean(axis=0)
        periods = (
            truth + rng.normal(0, np.sqrt(3), n) + rng.normal(0, np.sqrt(5), (k, n)).mean(axis=0)
        )
        assert points["raters", k] == pytest.approx(
            np.corrcoef(truth, raters)[0, 1] ** 2, abs=0.006
        )
        assert points["periods", k] == pytest.approx(
            np.corrcoef(truth, periods)[0, 1] ** 2, abs=0.006
        )


variance = st.floats(0, 50)


@given(variance, variance, variance, variance, st.floats(0.05, 0.95))
def test_the_number_needed_reaches_the_target_and_one_less_does_not(vt, vs, vd, ve, target):
    components = {"employee": vt, "rater": vs, "pair": vd, "residual": ve}
    for each in decision_study(components, targets=[target]).needed:
        fixed = 0.0 if each.by == "raters" else vs + vd
        averaged = vs + vd + ve - fixed

        def reliability(k, fixed=fixed, averaged=averaged):
            return vt / (vt + fixed + averaged / k) if vt > 0 else 0.0

        if each.state == "unreachable":
            assert reliability(1000) <= target + 1e-6
            continue
        assert reliability(each.number) >= target - 1e-6
        assert each.number == 1 or reliability(each.number - 1) < target + 1e-6


def test_the_interval_covers_the_estimate_and_widens_with_the_error():
    narrow = variance_shares(HAND, dict.fromkeys(HAND, 0.1))
    wide = variance_shares(HAND, dict.fromkeys(HAND, 0.4))
    assert wide.lower < narrow.lower < narrow.reliability < narrow.upper < wide.upper


def test_no_spread_and_no_signal_are_answers():
    assert variance_shares({}).state == "no_spread"
    study = decision_study({"residual": 2.0})
    assert {each.state for each in study.needed} == {"unreachable"}
    assert {point.reliability for point in study.points} == {0.0}


def test_other_types_of_raters_are_passed_over():
    with_peers = {**HAND, "rater:peer": 99.0, "residual:peer": 99.0}
    assert variance_shares(with_peers).shares == variance_shares(HAND).shares
    assert decision_study(with_peers) == decision_study(HAND)


@pytest.mark.parametrize("bad", [{"employee": -1.0}, {"residual": float("nan")}])
def test_impossible_variances_are_refused(bad):
    with pytest.raises(InvalidSetting):
        variance_shares(bad)
