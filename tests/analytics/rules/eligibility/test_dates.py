import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analytics.rules.eligibility.dates import (
    NEVER,
    after_months,
    after_years,
    complete_years,
    next_promotion_date,
)
from tests.analytics.rules import shipped

CALENDAR = shipped.rules().promotion.promotion_dates.value
days = st.dates(dt.date(1930, 1, 1), dt.date(2080, 12, 31))


def array(*values):
    return np.array(values, dtype="datetime64[D]")


def anniversary(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


@given(days, st.integers(0, 60))
def test_an_anniversary_is_the_same_day_or_the_first_of_march(day, years):
    assert after_years(array(day), years)[0] == np.datetime64(anniversary(day, years))


@given(days, days)
def test_years_are_complete_on_the_anniversary(day, on):
    expected = max(0, sum(anniversary(day, k) <= on for k in range(1, 160)))
    assert complete_years(array(day), np.datetime64(on, "D"))[0] == expected


def test_a_month_too_short_ends_on_the_first_of_the_next():
    assert after_months(array("2025-08-31"), 6)[0] == np.datetime64("2026-03-01")
    assert after_months(array("2025-08-28"), 6)[0] == np.datetime64("2026-02-28")
    assert np.isnat(after_months(array(NEVER), 6))[0]
    assert complete_years(array(NEVER), np.datetime64("2026-01-01"))[0] == -1


@given(st.dates(dt.date(2021, 1, 1), dt.date(2028, 12, 31)))
def test_the_next_promotion_date_is_the_first_that_the_calendar_allows(day):
    def is_promotion_date(each):
        if each.day != 1:
            return False
        if each >= dt.date(2025, 10, 1):
            return True
        return each.month % 2 == 0 if each.year >= 2024 else each.month in (4, 10)

    expected = day
    while not is_promotion_date(expected):
        expected += dt.timedelta(days=1)
    assert next_promotion_date(array(day), CALENDAR)[0] == np.datetime64(expected)
