"""Credit points of functional positions by conversion of the predicate, and when they suffice (R6).

    points = months / 12 × percent(predicate) / 100 × coefficient(level)

Each period is rounded by itself to 2 decimals, half up (R6.2); part of a year counts by whole
months (R6.3). Sums run inside a level and restart in the next (R6.1). A forecast adds whole years,
each rounded, and then the fewest months that fill the rest, for two constant predicates: always
Baik and always Sangat Baik (R6.5). They are bounds, no promise.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidCounts, InvalidRatings, InvalidSetting, MissingColumns
from analytics.rules.predicates import PREDICATES
from analytics.rules.promotion_rules import CreditRules
from analytics.rules.ranks import FUNCTIONAL_LEVELS, GRADES

Floats = NDArray[np.float64]

SLOWER: Final = "good"  # R6.5: both bounds
FASTER: Final = "very_good"
PERIOD_COLUMNS: Final = ("level", "predicate", "months")


@dataclass(frozen=True)
class CreditBound:
    """When a sum is reached with one predicate for ever."""

    predicate: str
    a_year: float  # points
    months: int  # from the day of the forecast; 0: reached already
    on: dt.date  # the day after those months


@dataclass(frozen=True)
class CreditForecast:
    """How far a person is from a sum of points."""

    level: str
    toward: str  # the grade or level that is aimed at
    credit: float  # points now
    required: float | None  # points; None: no such step inside the level, or no next level
    missing: float  # points; 0 if reached or nothing is required
    slower: CreditBound | None  # always Baik; None without a sum to reach
    faster: CreditBound | None  # always Sangat Baik
    periods: pd.DataFrame  # year, months, slower, faster: points at the end of each calendar year


def credit_points(level: str, predicate: str, months: int, rules: CreditRules) -> float:
    """Return the points of one period.

    Parameters
    ----------
    level : str
        One of FUNCTIONAL_LEVELS.
    predicate : str
        One of PREDICATES.
    months : int
        Whole months worked in the position, 0 to 12.

    Raises
    ------
    InvalidRatings
        If the level or predicate is unknown.
    InvalidSetting
        If months are no whole number from 0 to 12.
    """
    if level not in FUNCTIONAL_LEVELS:
        raise InvalidRatings("level", [str(level)], allowed=FUNCTIONAL_LEVELS)
    if predicate not in PREDICATES:
        raise InvalidRatings("predicate", [str(predicate)], allowed=PREDICATES)
    if months != int(months) or not 0 <= months <= 12:
        raise InvalidSetting("months", months, needed="a whole number from 0 to 12")
    return _rounded(_exact(level, predicate, rules) * int(months), rules)


def credit_by_period(periods: pd.DataFrame, rules: CreditRules) -> pd.DataFrame:
    """Add `points` to periods, and `total` running inside each person's level if there are persons.

    Parameters
    ----------
    periods : frame
        `level`, `predicate`, `months` (whole, 0 to 12); `employee` if there are several people. In
        the order of time. A missing predicate gives no points and is not 0: the total is then
        missing from there on.

    Returns
    -------
    frame
        A copy with `points` and `total`.

    Raises
    ------
    MissingColumns, InvalidRatings, InvalidCounts
        If columns are missing, or a level, predicate or number of months is none.
    """
    missing = [name for name in PERIOD_COLUMNS if name not in periods.columns]
    if missing:
        raise MissingColumns(missing, given=[str(each) for each in periods], frame="periods")
    months = periods["months"].to_numpy(dtype=np.float64, na_value=np.nan)
    bad = np.flatnonzero(~((months >= 0) & (months <= 12) & (months == np.floor(months))))
    if bad.size:
        raise InvalidCounts("months", bad.tolist(), problem="whole months from 0 to 12 are needed")
    combinations = periods[[*PERIOD_COLUMNS]].drop_duplicates()
    points = {
        (level, predicate, n): np.nan
        if pd.isna(predicate)
        else credit_points(level, predicate, int(n), rules)
        for level, predicate, n in combinations.itertuples(index=False)
    }
    found = periods.copy()
    found["points"] = [
        points.get((level, predicate, n), np.nan)
        for level, predicate, n in periods[[*PERIOD_COLUMNS]].itertuples(index=False)
    ]
    inside = ["employee", "level"] if "employee" in periods.columns else ["level"]
    cents = found["points"].mul(10**rules.digits.value).round()  # sums of cents are exact
    total = cents.groupby([found[name] for name in inside]).cumsum()
    is_open = cents.isna().groupby([found[name] for name in inside]).cummax()
    found["total"] = total.mask(is_open).div(10**rules.digits.value)
    return found


def base_points(level: str, months_in_rank: int, rules: CreditRules) -> float:
    """Return points for entering from another post by time at the top rank (R6.1a).

    Years beyond `most_base_years` do not count.
    """
    counted = min(months_in_rank, 12 * rules.most_base_years.value)
    rate = Fraction(str(rules.coefficient.value[level])) / 12
    return _rounded(rate * counted, rules)


def required_for_grade(level: str, grade: str, rules: CreditRules) -> float | None:
    """Return the sum for reaching a grade by a step inside a level; None if there is no such step.

    The first rank of a level is reached by entering it, not by a step inside.
    """
    inside = rules.grades.value[level]
    if grade not in inside[1:]:
        return None
    return rules.step.value[level] * inside.index(grade)


def forecast_grade(
    level: str, grade: str, credit: float, on: dt.date, rules: CreditRules
) -> CreditForecast:
    """Forecast the sum for the grade after `grade` inside a level; see `CreditForecast`."""
    at = GRADES.index(grade) + 1
    toward = GRADES[at] if at < len(GRADES) else ""
    return _forecast(level, toward, required_for_grade(level, toward, rules), credit, on, rules)


def forecast_level(level: str, credit: float, on: dt.date, rules: CreditRules) -> CreditForecast:
    """Forecast the sum for the next level; see `CreditForecast`."""
    toward = rules.next_level.value[level] or ""
    return _forecast(level, toward, rules.for_next_level.value[level], credit, on, rules)


def _forecast(
    level: str,
    toward: str,
    required: float | None,
    credit: float,
    on: dt.date,
    rules: CreditRules,
) -> CreditForecast:
    missing = max(0.0, round((required or 0.0) - credit, rules.digits.value))
    slower = _bound(level, SLOWER, missing, on, rules) if required is not None else None
    faster = _bound(level, FASTER, missing, on, rules) if required is not None else None
    return CreditForecast(
        level, toward, credit, required, missing, slower, faster,
        _periods(level, credit, on, 0 if slower is None else slower.months, rules),
    )  # fmt: skip


def _bound(
    level: str, predicate: str, missing: float, on: dt.date, rules: CreditRules
) -> CreditBound:
    a_year = credit_points(level, predicate, 12, rules)
    if not a_year > 0:
        raise InvalidSetting("points a year", a_year, needed="above 0 to reach a sum")
    # in hundredths, or whatever the rule rounds to: differences of binary numbers would add a month
    unit = 10**rules.digits.value
    cents, cents_a_year = round(missing * unit), round(a_year * unit)
    years = max(0, -(-cents // cents_a_year) - 1)
    rest = cents - years * cents_a_year
    months = next(
        n for n in range(13) if round(credit_points(level, predicate, n, rules) * unit) >= rest
    )
    months += 12 * years
    return CreditBound(predicate, a_year, months, _later(on, months))


def _periods(
    level: str, credit: float, on: dt.date, months: int, rules: CreditRules
) -> pd.DataFrame:
    """Points at the end of each calendar year until the slower bound, by whole months from `on`."""
    first = 12 - on.month + (1 if on.day == 1 else 0)
    rows: list[tuple[int, int, float, float]] = []
    slower = faster = credit
    year, left = on.year, months
    while left > 0:
        n = first if not rows else 12
        slower = round(slower + credit_points(level, SLOWER, n, rules), rules.digits.value)
        faster = round(faster + credit_points(level, FASTER, n, rules), rules.digits.value)
        rows.append((year, n, slower, faster))
        year, left = year + 1, left - n
    return pd.DataFrame(rows, columns=["year", "months", "slower", "faster"])


def _exact(level: str, predicate: str, rules: CreditRules) -> Fraction:
    """Points a month; str gives the decimal number that the rule set holds."""
    percent = Fraction(str(rules.percent.value[predicate]))
    return percent * Fraction(str(rules.coefficient.value[level])) / 1200


def _rounded(points: Fraction, rules: CreditRules) -> float:
    unit = 10**rules.digits.value
    return float(Fraction(int(points * unit + Fraction(1, 2)), unit))  # half up, never negative


def _later(day: dt.date, months: int) -> dt.date:
    month = day.month - 1 + months
    first = dt.date(day.year + month // 12, month % 12 + 1, 1)
    following = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + dt.timedelta(days=day.day - 1), following)
