"""Two rows that inform and never decide: the age limit and leadership training.

`retirement`  value: yes if the age limit of the present post is reached within 12 months of the
              date, else no; required: the day it is reached (R8.3)
`training`    required: the course of the target post, or of the present structural post; value: the
              day by which a holder must have taken it (R8.4). Nothing says who has taken one.
"""

from __future__ import annotations

import numpy as np

from analytics.rules.eligibility.answers import INFO, Answer, Case, dates, names
from analytics.rules.eligibility.dates import NEVER, Days, after_months, after_years
from analytics.rules.eligibility.people import UNKNOWN, Texts
from analytics.rules.parts import Basis
from analytics.rules.ranks import FUNCTIONAL_LEVELS, POSITION_CLASSES, STRUCTURAL


def retirement(case: Case) -> Answer:
    """Say whether the person reaches the age limit soon."""
    end = case.rules.career_end
    held, level = case.codes("position_class"), case.codes("functional_level")
    of_level = np.array([*(end.age.value[each] for each in FUNCTIONAL_LEVELS), UNKNOWN])[level]
    of_class = np.array([*(end.age.value.get(each, UNKNOWN) for each in POSITION_CLASSES), UNKNOWN])
    limit = np.where(held == POSITION_CLASSES.index("functional"), of_level, of_class[held])
    birth = case.people.days["birth_date"]
    reached = np.full(case.people.n, NEVER)
    for years in np.unique(limit[limit != UNKNOWN]):
        reached = np.where(limit == years, after_years(birth, int(years)), reached)
    is_near = reached <= after_months(np.array([case.on]), end.flag_months.value)
    value = np.where(np.isnat(reached), "", np.where(is_near, "yes", "no")).astype(object)
    return _info("retirement", end.age.basis, value, dates(reached))


def training(case: Case) -> Answer:
    """Name the leadership training that belongs to the post."""
    course, n = case.rules.training, case.people.n
    if case.target in STRUCTURAL:
        return _info("training", course.basis, _same("", n), _same(course.value[case.target], n))
    held = case.codes("position_class")
    is_holder = np.isin(held, [POSITION_CLASSES.index(each) for each in STRUCTURAL])
    due = after_years(case.people.days["position_since"], case.rules.training_years.value)
    due_for_holder: Days = np.where(is_holder, due, NEVER)
    courses = names(held, [course.value.get(each, "") for each in POSITION_CLASSES])
    return _info("training", course.basis, dates(due_for_holder), courses)


def _info(check: str, basis: Basis, value: Texts, required: Texts) -> Answer:
    n = value.size
    return Answer(check, np.full(n, INFO, dtype=np.int8), value, required, basis, np.full(n, NEVER))


def _same(text: str, n: int) -> Texts:
    return np.full(n, text, dtype=object)
