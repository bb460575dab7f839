"""Eligibility where the history of posts does not reach back to the first appointment.

What is known then is a least number of months: enough of it is met, too little says nothing. So
people are judged on what is known, and those who fail for too few months once more without them,
which makes the check unknown.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import require_columns
from analytics.rules.eligibility.check import check_eligibility
from analytics.rules.rule_set import RuleSet

Mask = NDArray[np.bool_]
KNOWN: Final = {"experience": "known_experience", "field_months": "known_field_months"}
CHECKS: Final = {"experience": "experience", "field": "field_months"}  # column by check
COMPLETE: Final = "is_history_complete"


def check_with_known_histories(
    people: pd.DataFrame, target: str, on: dt.date, rules: RuleSet
) -> pd.DataFrame:
    """Check everybody against one target, months of incomplete histories as a least number.

    Parameters
    ----------
    people : frame
        As `check_eligibility`, with known_experience, known_field_months and is_history_complete
        for the months that are known at least.
    target, on, rules
        As `check_eligibility`.

    Returns
    -------
    frame
        As `check_eligibility`.

    Raises
    ------
    MissingColumns
        If one of the three columns is missing; further as `check_eligibility`.
    """
    require_columns(people, [*KNOWN.values(), COMPLETE], frame="people")
    judged = people.assign(**{name: people[known] for name, known in KNOWN.items()})
    found = check_eligibility(judged, target, on, rules)
    fails = {name: _fails(found, check) for check, name in CHECKS.items()}
    is_open = ~people[COMPLETE].fillna(False).to_numpy(dtype=bool)
    again = is_open & np.logical_or.reduce(list(fails.values()))
    if not again.any():
        return found
    blank = judged.assign(
        **{name: judged[name].where(~(failed & is_open)) for name, failed in fails.items()}
    )
    rows = np.repeat(again, len(found) // len(people))  # every person has the same checks
    second = check_eligibility(blank[again], target, on, rules)
    second.index = found.index[rows]
    return pd.concat([found[~rows], second]).sort_index()


def _fails(found: pd.DataFrame, check: str) -> Mask:
    """Who does not meet a check; nobody where the target does not have it."""
    status = found.loc[found["check"] == check, "status"]
    n_people = found["employee"].nunique()
    return (status == "not_met").to_numpy() if len(status) else np.zeros(n_people, dtype=bool)
