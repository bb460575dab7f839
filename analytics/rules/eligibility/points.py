"""Checks of credit points: enough for the next rank inside the level, or for the next level (R6.1).

    sum for a rank = step of the level × place of that rank among the ranks of the level (0, 1, 2)

A step that does not stay inside the level needs no sum there (`rank_room` says so); it is met with
nothing required, whatever the points.
"""

from __future__ import annotations

import numpy as np

from analytics.rules.credit import required_for_grade
from analytics.rules.eligibility.answers import Answer, Case, answer, figures
from analytics.rules.eligibility.people import UNKNOWN
from analytics.rules.eligibility.steps import next_grade
from analytics.rules.ranks import FUNCTIONAL_LEVELS, GRADES


def credit_for_rank(case: Case) -> Answer:
    """Whether the points reach the sum for the next rank inside the level."""
    rules, credit = case.rules.credit, case.people.numbers["credit"]
    level, grade, following = (
        case.codes("functional_level"), case.codes("grade"), next_grade(case),
    )  # fmt: skip
    sums = np.array(
        [
            [required_for_grade(each, grade, rules) for grade in GRADES]
            for each in FUNCTIONAL_LEVELS
        ],
        dtype=np.float64,  # None is not-a-number
    )
    is_placed = (level != UNKNOWN) & (grade != UNKNOWN)
    needed = np.where(is_placed & (following != UNKNOWN), sums[level, following], np.nan)
    needs_nothing = is_placed & np.isnan(needed)
    largest = np.fmax.reduce(np.column_stack([np.zeros(len(FUNCTIONAL_LEVELS)), sums]), axis=1)
    # whichever rank comes next, no sum of the level is larger
    is_ample = (level != UNKNOWN) & (credit >= np.where(level == UNKNOWN, np.nan, largest[level]))
    return answer(
        "credit",
        rules.step.basis,
        met=needs_nothing | is_ample | (credit >= needed),
        not_met=credit < needed,
        value=figures(credit),
        required=figures(needed),
    )


def credit_for_level(case: Case) -> Answer:
    """Whether the points reach the sum for the next level; the last levels have none."""
    rules, credit = case.rules.credit, case.people.numbers["credit"]
    level = case.codes("functional_level")
    sums = [rules.for_next_level.value[each] for each in FUNCTIONAL_LEVELS]
    needed = np.array([*(np.nan if each is None else each for each in sums), np.nan])[level]
    return answer(
        "credit",
        rules.for_next_level.basis,
        met=credit >= needed,
        not_met=((level != UNKNOWN) & np.isnan(needed)) | (credit < needed),
        value=figures(credit),
        required=figures(needed),
    )
