"""One person beside comparable people, by hand and with scipy's normal quantile."""

import pytest
from scipy.stats import norm

from analytics.standing import place_person

USUAL = {
    "raw_mean": 88.0, "adjusted": 85.0, "sd": 2.0, "n_ratings": 12, "link_grade": "A",
    "comparable": 80.0, "n_comparable": 40,
}  # fmt: skip


def test_limits_are_ninety_percent() -> None:
    found = place_person(**USUAL)
    half = norm.interval(0.9)[1] * 2.0
    assert (found.lower, found.upper) == pytest.approx((85 - half, 85 + half))
    assert (found.difference_lower, found.difference_upper) == pytest.approx((5 - half, 5 + half))
    assert found.shift == pytest.approx(-3.0)
    assert found.verdict == "above"


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"comparable": 90.0}, "below"),
        ({"comparable": 86.0}, "not_distinguishable"),
        ({"comparable": 85.0 - 3.28}, "not_distinguishable"),  # 1.645 standard deviations are 3.29
        ({"comparable": 85.0 - 3.30}, "above"),
        ({"link_grade": "C"}, "not_identified"),
        ({"comparable": float("nan")}, "not_enough_data"),
        ({"comparable": float("nan"), "link_grade": "C"}, "not_enough_data"),
    ],
)
def test_only_a_difference_outside_the_limits_is_named(changes: dict, verdict: str) -> None:
    assert place_person(**{**USUAL, **changes}).verdict == verdict
