import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InvalidCounts, InvalidRatings, InvalidSetting, MissingColumns
from analytics.rules.credit import (
    base_points,
    credit_by_period,
    credit_points,
    forecast_grade,
    forecast_level,
    required_for_grade,
)
from analytics.rules.predicates import PREDICATES
from analytics.rules.ranks import FUNCTIONAL_LEVELS
from tests.analytics.rules import shipped

RULES = shipped.rules().promotion.credit
# A year of each predicate, best first, multiplied and rounded by hand (R6, R6.2).
A_YEAR = {
    "PM": (5.63, 3.75, 2.81, 1.88, 0.94),
    "TR": (7.5, 5.0, 3.75, 2.5, 1.25),
    "MH": (18.75, 12.5, 9.38, 6.25, 3.13),
    "PY": (37.5, 25.0, 18.75, 12.5, 6.25),
    "PT": (18.75, 12.5, 9.38, 6.25, 3.13),
    "MU": (37.5, 25.0, 18.75, 12.5, 6.25),
    "MA": (56.25, 37.5, 28.13, 18.75, 9.38),
    "UT": (75.0, 50.0, 37.5, 25.0, 12.5),
}
ON = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("level", "predicate", "points"),
    [
        (level, predicate, points)
        for level, row in A_YEAR.items()
        for predicate, points in zip(PREDICATES, row, strict=True)
    ],
)
def test_each_of_the_forty_values(level, predicate, points):
    assert credit_points(level, predicate, 12, RULES) == points


def test_part_of_a_year_counts_by_months():
    # R6.4: Ahli Pertama, a year Sangat Baik and two months Baik
    assert credit_points("PT", "very_good", 12, RULES) == 18.75
    assert credit_points("PT", "good", 2, RULES) == 2.08
    assert credit_points("PM", "good", 2, RULES) == 0.63  # 0.625, half up
    assert credit_points("PT", "good", 0, RULES) == 0


@given(st.sampled_from(FUNCTIONAL_LEVELS), st.sampled_from(PREDICATES), st.integers(0, 12))
def test_points_are_those_of_decimal_arithmetic(level, predicate, months):
    coefficient = {"PM": "3.75", "TR": "5", "MH": "12.5", "PY": "25", "PT": "12.5", "MU": "25",
                   "MA": "37.5", "UT": "50"}[level]  # fmt: skip
    percent = dict(zip(PREDICATES, (150, 100, 75, 50, 25), strict=True))[predicate]
    # multiplied before dividing by a number whose remainders no half can come from
    exact = Decimal(coefficient) * percent * months
    expected = (exact / 1200).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert credit_points(level, predicate, months, RULES) == float(expected)


def test_what_is_no_period_is_refused():
    for months in (-1, 13, 1.5):
        with pytest.raises(InvalidSetting):
            credit_points("PT", "good", months, RULES)
    with pytest.raises(InvalidRatings):
        credit_points("XX", "good", 12, RULES)
    with pytest.raises(InvalidRatings):
        credit_points("PT", "baik", 12, RULES)
    frame = pd.DataFrame({"level": ["PT"], "predicate": ["good"]})
    with pytest.raises(MissingColumns):
        credit_by_period(frame, RULES)
    with pytest.raises(InvalidCounts):
        credit_by_period(frame.assign(months=12.5), RULES)


def test_sums_run_inside_a_level_and_stop_at_a_gap():
    periods = pd.DataFrame(
        [
            ("a", "PT", "very_good", 12), ("a", "PT", "good", 2), ("b", "MA", "good", 12),
            ("a", "MU", "good", 10), ("b", "MA", None, 12), ("b", "MA", "good", 12),
        ],
        columns=["employee", "level", "predicate", "months"],
    )  # fmt: skip
    found = credit_by_period(periods, RULES)
    assert found["points"].tolist()[:4] == [18.75, 2.08, 37.5, 20.83]
    assert found["total"].tolist()[:4] == [18.75, 20.83, 37.5, 20.83]  # R6.4: together 20.83
    assert found["points"].isna().tolist() == [False, False, False, False, True, False]
    assert found["total"].isna().tolist() == [False, False, False, False, True, True]
    alone = credit_by_period(periods[periods["employee"] == "a"].drop(columns="employee"), RULES)
    assert alone["total"].tolist() == [18.75, 20.83, 20.83]
    assert "points" not in periods


def test_sums_for_a_grade_are_cumulated_inside_the_level():
    assert required_for_grade("MA", "IV/b", RULES) == 150
    assert required_for_grade("MA", "IV/c", RULES) == 300
    assert required_for_grade("TR", "II/d", RULES) == 40
    assert required_for_grade("MA", "IV/a", RULES) is None  # reached by entering the level
    assert required_for_grade("MA", "IV/d", RULES) is None


def test_both_bounds_for_a_level_from_nothing():
    # R6.5: Ahli Pertama 100 / 12.5 = 8 years, 100 / 18.75 = 5.33 years: 5 years and 4 months
    found = forecast_level("PT", 0, ON, RULES)
    assert (found.toward, found.required, found.missing) == ("MU", 100, 100)
    assert (found.slower.months, found.slower.on) == (96, dt.date(2034, 1, 1))
    assert (found.faster.months, found.faster.on) == (64, dt.date(2031, 5, 1))
    assert (found.slower.a_year, found.faster.a_year) == (12.5, 18.75)
    assert found.periods["year"].tolist() == list(range(2026, 2034))
    assert found.periods["slower"].tolist() == [12.5 * k for k in range(1, 9)]
    assert found.periods["faster"].tolist() == [18.75 * k for k in range(1, 9)]


def test_a_forecast_from_the_middle_of_a_year_counts_whole_months():
    found = forecast_grade("PT", "III/a", 45, dt.date(2026, 5, 10), RULES)
    assert (found.toward, found.required, found.missing) == ("III/b", 50, 5)
    assert found.slower.months == 5  # 12.5 × 5/12 = 5.21, four months give 4.17
    assert found.faster.months == 4  # 18.75 × 4/12 = 6.25, three months give 4.69
    assert found.slower.on == dt.date(2026, 10, 10)
    assert found.periods.to_numpy().tolist() == [[2026, 7, 52.29, 55.94]]  # June to December


def test_a_sum_that_is_reached_or_not_there_needs_no_time():
    reached = forecast_level("MU", 200, ON, RULES)
    assert (reached.missing, reached.slower.months, reached.slower.on) == (0, 0, ON)
    assert reached.periods.empty
    last = forecast_level("UT", 100, ON, RULES)
    assert (last.required, last.slower, last.faster, last.toward) == (None, None, None, "")
    top = forecast_grade("UT", "IV/e", 100, ON, RULES)
    assert (top.required, top.toward) == (None, "")


@given(
    st.sampled_from([level for level in FUNCTIONAL_LEVELS if level not in ("PY", "UT")]),
    st.integers(0, 45_000),
)
def test_the_months_of_a_bound_are_the_fewest(level, cents):
    found = forecast_level(level, cents / 100, ON, RULES)
    for bound in (found.slower, found.faster):

        def after(months, bound=bound):
            years, rest = divmod(months, 12)
            a_year = Decimal(str(credit_points(level, bound.predicate, 12, RULES)))
            part = Decimal(str(credit_points(level, bound.predicate, rest, RULES)))
            return Decimal(cents) / 100 + years * a_year + part

        assert after(bound.months) >= Decimal(found.required)
        assert bound.months == 0 or after(bound.months - 1) < Decimal(found.required)
    assert found.faster.months <= found.slower.months


def test_base_points_count_three_years_at_most():
    # R6.1a: (months in rank) × coefficient, at most 3 years
    assert base_points("PT", 18, RULES) == 18.75
    assert base_points("PT", 36, RULES) == base_points("PT", 60, RULES) == 37.5
