"""Checks of the person and the post: employment, post, age, education, experience, tests.

Each looks at one column, except experience, which adds up months of several classes.
"""

from __future__ import annotations

import numpy as np

from analytics.rules.eligibility.answers import (
    Answer,
    Case,
    answer,
    figures,
    joined,
    names,
    plain,
)
from analytics.rules.eligibility.cells import Codes
from analytics.rules.eligibility.dates import Mask, after_years, complete_years
from analytics.rules.eligibility.people import NAMES, UNKNOWN, Floats
from analytics.rules.ranks import (
    EDUCATION_RANK,
    EDUCATIONS,
    EMPLOYMENT_TYPES,
    POSITION_CLASSES,
    STRUCTURAL,
)


def employment(case: Case) -> Answer:
    """Whether the employment type may hold what is asked for."""
    held = case.codes("employment_type")
    allowed = case.asked.names["employment"]
    is_allowed = _is_in(held, EMPLOYMENT_TYPES, allowed.value)
    return answer(
        "employment",
        allowed.basis,
        met=is_allowed,
        not_met=(held != UNKNOWN) & ~is_allowed,
        value=names(held, EMPLOYMENT_TYPES),
        required=joined(allowed.value),
    )


def post(case: Case) -> Answer:
    """Whether the present post is of the class; a structural one has an echelon."""
    held = case.codes("position_class")
    allowed = case.asked.names["post"]
    is_allowed = _is_in(held, POSITION_CLASSES, allowed.value)
    is_structural = _is_in(held, POSITION_CLASSES, STRUCTURAL)
    has_echelon = case.codes("echelon") != UNKNOWN
    return answer(
        "post",
        allowed.basis,
        met=is_allowed & (has_echelon | ~is_structural),
        not_met=(held != UNKNOWN) & ~is_allowed,
        value=names(held, POSITION_CLASSES),
        required=joined(allowed.value),
    )


def education(case: Case) -> Answer:
    """Whether the education is at least the one asked for."""
    held = case.codes("education")
    needed = case.asked.names["education"]
    rank = np.array([*(EDUCATION_RANK[name] for name in EDUCATIONS), UNKNOWN])[held]
    reached = rank >= EDUCATION_RANK[needed.value[0]]
    return answer(
        "education",
        needed.basis,
        met=(held != UNKNOWN) & reached,
        not_met=(held != UNKNOWN) & ~reached,
        value=names(held, EDUCATIONS),
        required=needed.value[0],
    )


def experience(case: Case) -> Answer:
    """Whether months of the named classes add up to enough."""
    classes = case.asked.names["experience_in"].value
    months = np.sum([case.people.experience[each] for each in classes], axis=0)
    return _at_least(case, "experience", months, "experience_months")


def field(case: Case) -> Answer:
    """Whether there are enough months in the field of the target in total."""
    return _at_least(case, "field", case.people.numbers["field_months"], "field_months")


def age(case: Case) -> Answer:
    """Whether the first birthday beyond the highest age is still to come."""
    birth = case.people.days["birth_date"]
    most = case.asked.counts["most_age"]
    too_old_from = after_years(birth, most.value + 1)
    completed = complete_years(birth, case.on)
    return answer(
        "age",
        most.basis,
        met=too_old_from > case.on,
        not_met=too_old_from <= case.on,
        value=figures(np.where(completed < 0, np.nan, completed)),
        required=plain(most.value),
    )


def competence_test(case: Case) -> Answer:
    """Whether the test for the level is passed."""
    return _is_given(case, "competence_test")


def competence_standard(case: Case) -> Answer:
    """Whether the panel found the three competences up to the standard."""
    return _is_given(case, "competence_standard")


def vacancy(case: Case) -> Answer:
    """Whether there is a vacant post."""
    return _is_given(case, "vacancy")


def _is_given(case: Case, column: str) -> Answer:
    held = case.codes(column)
    needed = case.asked.names[column]
    fits = _is_in(held, NAMES[column], needed.value)
    return answer(
        column,
        needed.basis,
        met=fits,
        not_met=(held != UNKNOWN) & ~fits,
        value=names(held, NAMES[column]),
        required=joined(needed.value),
    )


def _at_least(case: Case, check: str, months: Floats, part: str) -> Answer:
    needed = case.asked.counts[part]
    return answer(
        check,
        needed.basis,
        met=months >= needed.value,
        not_met=months < needed.value,  # NaN is neither
        value=figures(months),
        required=plain(needed.value),
    )


def _is_in(held: Codes, labels: tuple[str, ...], allowed: tuple[str, ...]) -> Mask:
    return np.isin(held, [labels.index(each) for each in allowed])
