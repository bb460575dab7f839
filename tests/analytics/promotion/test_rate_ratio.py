"""The score interval of a ratio against the likelihood itself, published figures and cover."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import binom

from analytics.errors import InvalidCounts
from analytics.promotion.rate_ratio import rate_ratio

Z2 = 1.959963984540054**2


def score(r: float, x1: int, n1: int, x2: int, n2: int) -> float:
    """U(r) with the most likely rate found by search instead of the closed form."""

    def against(p2: float) -> float:
        return -float(binom.logpmf(x1, n1, min(r * p2, 1)) + binom.logpmf(x2, n2, p2))

    most = min(1.0, 1 / r)
    p2 = minimize_scalar(
        against, bounds=(1e-12, most * (1 - 1e-12)), method="bounded", options={"xatol": 1e-13}
    ).x
    p1 = r * p2
    parts = [(x1 - n1 * p1) ** 2 / (n1 * p1 * (1 - p1)), (x2 - n2 * p2) ** 2 / (n2 * p2 * (1 - p2))]
    return float(sum(parts))


@pytest.mark.parametrize(
    "counts",
    [(36, 40, 16, 80), (0, 30, 5, 50), (3, 30, 0, 50), (10, 1500, 40, 3800), (7, 12, 2, 30)],
)
def test_limits_lie_where_the_likelihood_puts_them(counts: tuple[int, int, int, int]) -> None:
    found = rate_ratio(*counts)
    limits = [each for each in (found.lower, found.upper) if 0 < each < np.inf]
    assert limits
    for limit in limits:
        assert score(limit, *counts) == pytest.approx(Z2, rel=1e-4)


def test_a_published_example_is_met() -> None:
    """36 of 40 and 16 of 80: 2.94 to 7.15 by Koopman's method."""
    found = rate_ratio(36, 40, 16, 80)
    assert (found.estimate, round(found.lower, 2), round(found.upper, 2)) == (4.5, 2.94, 7.15)


def test_none_selected_still_leaves_a_limit() -> None:
    none = rate_ratio(0, 30, 5, 50)
    assert (none.estimate, none.lower) == (0.0, 0.0)
    assert 0.5 < none.upper < 2
    others = rate_ratio(5, 50, 0, 30)
    assert others.upper == np.inf
    assert others.lower == pytest.approx(1 / none.upper)
    assert np.isnan(rate_ratio(0, 30, 0, 50).estimate)
    assert np.isnan(rate_ratio(0, 0, 3, 50).estimate)


def test_everybody_selected_has_the_score_limits_of_each_side() -> None:
    # n(1 − p)/p = z² bounds the rate of a side where all were selected
    found = rate_ratio(30, 30, 50, 50)
    assert found.lower == pytest.approx(30 / (30 + Z2))
    assert found.upper == pytest.approx((50 + Z2) / 50)


@settings(max_examples=60)
@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_the_other_side_gives_the_inverse(n1: int, n2: int, data: st.DataObject) -> None:
    x1, x2 = data.draw(st.integers(1, n1)), data.draw(st.integers(1, n2))
    one, two = rate_ratio(x1, n1, x2, n2), rate_ratio(x2, n2, x1, n1)
    assert one.lower < one.estimate < one.upper
    assert one.lower == pytest.approx(1 / two.upper, rel=1e-6)
    assert one.upper == pytest.approx(1 / two.lower, rel=1e-6)


@pytest.mark.parametrize(("n1", "p1", "n2", "p2"), [(12, 0.1, 30, 0.15), (10, 0.3, 15, 0.2)])
def test_the_truth_is_covered_about_as_often_as_said(
    n1: int, p1: float, n2: int, p2: float
) -> None:
    """Every possible outcome by its probability; with nobody selected there is no interval."""
    covered = total = 0.0
    for x1 in range(n1 + 1):
        for x2 in range(n2 + 1):
            if x1 + x2 == 0:
                continue
            weight = binom.pmf(x1, n1, p1) * binom.pmf(x2, n2, p2)
            found = rate_ratio(x1, n1, x2, n2)
            total += weight
            covered += weight * (found.lower <= p1 / p2 <= found.upper)
    assert 0.93 < covered / total < 0.98


def test_more_selected_than_there_are_is_refused() -> None:
    with pytest.raises(InvalidCounts):
        rate_ratio(5, 4, 1, 9)
