"""The check of years in grade; a structural post has a second, quicker way (R7.6).

    by years        grade_since + 4 years ≤ date
    one step below  the grade is exactly one step below the lowest of the echelon,
                    grade_since + 1 year ≤ date and position_since + 1 year ≤ date

What is missing leaves the answer open only where it could still decide: four years are enough
whatever the echelon, and with less than a year in grade neither way is open.
"""

from __future__ import annotations

import numpy as np

from analytics.rules.eligibility.answers import Answer, Case, answer, figures, plain
from analytics.rules.eligibility.dates import NEVER, after_years, complete_years
from analytics.rules.eligibility.people import UNKNOWN, Texts
from analytics.rules.ranks import ECHELONS, GRADES


def grade_years(case: Case) -> Answer:
    """Whether the anniversary of the grade is reached."""
    since = case.people.days["grade_since"]
    needed = case.asked.counts["grade_years"]
    reached_on = after_years(since, needed.value)
    return answer(
        "grade_years",
        needed.basis,
        met=reached_on <= case.on,
        not_met=reached_on > case.on,
        value=_years(case),
        required=plain(needed.value),
        met_on=reached_on,
    )


def structural_grade_years(case: Case) -> Answer:
    """Whether either way is open; `met_on` is the earlier of both."""
    asked, on = case.asked.counts, case.on
    since, in_post_since = case.people.days["grade_since"], case.people.days["position_since"]
    by_years = after_years(since, asked["grade_years"].value)
    in_grade = after_years(since, asked["grade_years_one_step_below"].value)
    in_post = after_years(in_post_since, asked["post_years_one_step_below"].value)

    grade, echelon = case.codes("grade"), case.codes("echelon")
    is_placed = (grade != UNKNOWN) & (echelon != UNKNOWN)
    lowest = np.array([GRADES.index(case.rules.echelons.value[each].lowest) for each in ECHELONS])
    is_one_below = is_placed & (grade == lowest[echelon] - 1)
    below_is_ruled_out = (in_grade > on) | (in_post > on) | (is_placed & ~is_one_below)

    by_step = np.maximum(in_grade, in_post)  # not-a-time if either is missing
    is_met = (by_years <= on) | (is_one_below & (by_step <= on))
    earliest = np.where(is_one_below, np.minimum(by_years, by_step), by_years)
    return answer(
        "grade_years",
        asked["grade_years"].basis,
        met=is_met,
        not_met=(by_years > on) & below_is_ruled_out,
        value=_years(case),
        required=np.where(
            is_one_below,
            plain(asked["grade_years_one_step_below"].value),
            plain(asked["grade_years"].value),
        ).astype(object),
        met_on=np.where(is_placed, earliest, NEVER),
    )


def _years(case: Case) -> Texts:
    years = complete_years(case.people.days["grade_since"], case.on)
    return figures(np.where(years < 0, np.nan, years))
