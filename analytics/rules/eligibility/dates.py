"""Calendar arithmetic over arrays of days; not-a-time stays not-a-time.

    after(day, n months) = the same day of the month n months on; where that month is too short,
                           the first day of the next one

So the anniversary of 29 February is 1 March in other years (eligibility.md).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.rules.promotion_rules import PromotionMonths

Days = NDArray[np.datetime64]
Mask = NDArray[np.bool_]
Wholes = NDArray[np.int64]

NEVER = np.datetime64("NaT", "D")


def day(value: dt.date) -> np.datetime64:
    """Return a date as NumPy knows it."""
    return np.datetime64(value, "D")


def after_months(days: Days, months: int | Wholes) -> Days:
    """Return the same day of the month, `months` later."""
    month = days.astype("datetime64[M]")
    into_month = days - month.astype("datetime64[D]")
    there: Days = (month + months).astype("datetime64[D]") + into_month
    beyond: Days = (month + months + 1).astype("datetime64[D]")
    later: Days = np.minimum(there, beyond)
    return later


def after_years(days: Days, years: int) -> Days:
    """Return the anniversary `years` later."""
    return after_months(days, 12 * years)


def complete_years(days: Days, on: np.datetime64) -> Wholes:
    """Return the anniversaries reached on a day; 0 before the first, −1 for a missing day."""
    years: Wholes = on.astype("datetime64[Y]").astype(np.int64) - days.astype(
        "datetime64[Y]"
    ).astype(np.int64)
    years = np.where(np.isnat(days), 0, years)
    too_early = after_months(days, years * 12) > on
    return np.where(np.isnat(days), -1, np.maximum(years - too_early, 0))


def next_promotion_date(earliest: Days, calendar: Sequence[PromotionMonths]) -> Days:
    """Return the first promotion date that is not before each day (R7.4).

    Before the first calendar nothing is known; its months are used there too.
    """
    month = earliest.astype("datetime64[M]")
    month = month + (month.astype("datetime64[D]") < earliest).astype(np.int64)
    waiting = ~np.isnat(earliest)
    while waiting.any():  # at most twelve rounds: every calendar has a month a year
        waiting &= ~_is_promotion_month(month, calendar)
        month = month + waiting.astype(np.int64)
    result: Days = month.astype("datetime64[D]")
    return result


def _is_promotion_month(month: NDArray[np.datetime64], calendar: Sequence[PromotionMonths]) -> Mask:
    first = month.astype("datetime64[D]")
    number = month.astype(np.int64) % 12 + 1  # months since January 1970
    found = np.isin(number, calendar[0].months)
    for each in calendar[1:]:
        found = np.where(first >= day(each.since), np.isin(number, each.months), found)
    return np.asarray(found, dtype=np.bool_)
