"""Checks of the next rank: ceiling of education, room in the post, service examination.

The next rank is the one above the present grade; IV/e has none, which alone decides.
"""

from __future__ import annotations

import numpy as np

from analytics.rules.eligibility.answers import Answer, Case, answer, joined, names
from analytics.rules.eligibility.cells import Codes
from analytics.rules.eligibility.dates import Mask
from analytics.rules.eligibility.people import NAMES, UNKNOWN
from analytics.rules.ranks import ECHELONS, EDUCATIONS, EXAMS, FUNCTIONAL_LEVELS, GRADES

TOP = len(GRADES) - 1


def next_grade(case: Case) -> Codes:
    """Return the place of the next grade; −1 if the grade is unknown or has no next one."""
    grade = case.codes("grade")
    return np.where((grade == UNKNOWN) | (grade == TOP), UNKNOWN, grade + 1)


def education_ceiling(case: Case) -> Answer:
    """Whether the next grade is inside what the education allows."""
    ceilings = case.asked.tables["education_ceiling"]
    highest = np.array([*(GRADES.index(ceilings.value[each]) for each in EDUCATIONS), UNKNOWN])
    ceiling = highest[case.codes("education")]
    following, is_known = next_grade(case), ceiling != UNKNOWN
    return answer(
        "education_ceiling",
        ceilings.basis,
        met=is_known & (following != UNKNOWN) & (following <= ceiling),
        not_met=_has_no_next(case) | (is_known & (following > ceiling)),
        value=names(following, GRADES),
        required=names(ceiling, GRADES),
    )


def rank_room_in_level(case: Case) -> Answer:
    """Whether the next grade is one of the ranks of the functional level."""
    grades = case.rules.credit.grades
    level, following = case.codes("functional_level"), next_grade(case)
    belongs = np.array(
        [[grade in grades.value[each] for grade in GRADES] for each in FUNCTIONAL_LEVELS]
    )
    is_known = (level != UNKNOWN) & (following != UNKNOWN)
    fits = is_known & belongs[level, following]
    return answer(
        "rank_room",
        grades.basis,
        met=fits,
        not_met=_has_no_next(case) | (is_known & ~fits),
        value=names(following, GRADES),
        required=names(level, [joined(grades.value[each]) for each in FUNCTIONAL_LEVELS]),
    )


def rank_room_in_echelon(case: Case) -> Answer:
    """Whether the next grade is not above the highest of the echelon."""
    echelons = case.rules.echelons
    tops = [echelons.value[each].highest for each in ECHELONS]
    highest = np.array([*(GRADES.index(each) for each in tops), UNKNOWN])[case.codes("echelon")]
    following = next_grade(case)
    is_known = (highest != UNKNOWN) & (following != UNKNOWN)
    return answer(
        "rank_room",
        echelons.basis,
        met=is_known & (following <= highest),
        not_met=_has_no_next(case) | (is_known & (following > highest)),
        value=names(following, GRADES),
        required=names(highest, GRADES),
    )


def service_exam(case: Case) -> Answer:
    """Whether the step needs no examination, or it is passed, or the person is exempt."""
    exams = case.asked.tables["service_exam"]
    needed_at = {GRADES.index(grade): EXAMS.index(exam) for grade, exam in exams.value.items()}
    following, grade = next_grade(case), case.codes("grade")
    needed = np.array([*(needed_at.get(at, UNKNOWN) for at in range(len(GRADES))), UNKNOWN])[
        following
    ]
    listed = np.array([case.people.exams[each] for each in EXAMS])
    has_it = (needed != UNKNOWN) & listed[needed, np.arange(needed.size)]
    exempt = case.codes("exam_exempt")
    is_exempt = exempt == NAMES["exam_exempt"].index("yes")
    is_not_exempt = exempt == NAMES["exam_exempt"].index("no")
    crosses_none = (grade != UNKNOWN) & (needed == UNKNOWN)
    held = np.array(
        ["none", *EXAMS, joined(EXAMS)], dtype=object
    )[listed.T @ np.array([1, 2])]  # fmt: skip
    return answer(
        "service_exam",
        exams.basis,
        met=crosses_none | is_exempt | has_it,
        not_met=(needed != UNKNOWN) & ~has_it & case.people.exams_known & is_not_exempt,
        value=np.where(is_exempt, "exempt", np.where(case.people.exams_known, held, "")),
        required=names(needed, EXAMS),
    )


def _has_no_next(case: Case) -> Mask:
    return np.asarray(case.codes("grade") == TOP)
