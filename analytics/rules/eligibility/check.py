"""People in, a row for every check out: who meets what, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidSetting
from analytics.rules.eligibility.answers import STATUSES, Answer, Case, dates
from analytics.rules.eligibility.information import retirement, training
from analytics.rules.eligibility.people import People, Texts, read_people
from analytics.rules.eligibility.targets import CHECKS, TARGETS, overall
from analytics.rules.rule_set import RuleSet, promotion_of

RESULT_COLUMNS: Final = (
    "employee", "target", "check", "status", "value", "required", "met_on", "rule", "legal_basis",
)  # fmt: skip


def check_eligibility(
    people: pd.DataFrame, target: str, on: dt.date, rules: RuleSet
) -> pd.DataFrame:
    """Check everybody against one target.

    Parameters
    ----------
    people : frame
        Columns of eligibility.md, one row a person; only `employee` is required. An absent column
        or empty cell is unknown.
    target : str
        One of TARGETS.
    on : date
        The day that is asked about.
    rules : RuleSet
        The version valid on that day.

    Returns
    -------
    frame
        RESULT_COLUMNS as text, empty where there is nothing to say; a row for every check, then
        `overall`, `retirement` and `training`, people in their order.

    Raises
    ------
    MissingColumns, InvalidPeople
        If the table lacks `employee`, or cells cannot be read.
    InvalidSetting
        If the target is none.
    InvalidRuleSet
        If the rule set says nothing about promotion.
    """
    if target not in CHECKS:
        raise InvalidSetting("target", target, needed=f"one of {', '.join(TARGETS)}")
    case = Case(read_people(people), target, on, promotion_of(rules))
    answers = [check(case) for check in CHECKS[target]]
    answers += [overall(case, answers, rules.legal_basis), retirement(case), training(case)]
    return _long(case.people, target, answers)


def _long(people: People, target: str, answers: Sequence[Answer]) -> pd.DataFrame:
    k = len(answers)

    def column(parts: Sequence[Texts]) -> pd.Series:
        return pd.Series(np.column_stack(parts).ravel(), dtype="str")

    def repeated(texts: Sequence[str]) -> pd.Series:
        labels = list(dict.fromkeys(texts))
        return _coded(np.tile([labels.index(each) for each in texts], people.n), labels)

    statuses = np.column_stack([each.status for each in answers]).ravel()
    return pd.DataFrame(
        {
            "employee": pd.Series(np.repeat(people.employee, k), dtype="str"),
            "target": repeated([target] * k),
            "check": repeated([each.check for each in answers]),
            "status": _coded(statuses, STATUSES),
            "value": column([each.value for each in answers]),
            "required": column([each.required for each in answers]),
            "met_on": column([dates(each.met_on) for each in answers]),
            "rule": repeated([each.basis.rule for each in answers]),
            "legal_basis": repeated([each.basis.text for each in answers]),
        },
        columns=list(RESULT_COLUMNS),
    )


def _coded(places: NDArray[np.integer], labels: Sequence[str]) -> pd.Series:
    return pd.Series(pd.Categorical.from_codes(places, pd.Index(labels)))
