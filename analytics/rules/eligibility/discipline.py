"""The check of sanctions: a moderate or severe one that runs stands in the way (R10.1).

    blocked on d  ⇔  start ≤ d ≤ end + look-back            for a sanction of a blocking level

The look-back in months (R10.2) is 0 by default. A sanction that starts after the date does not
count, but it does for the day from which the way is free.
"""

from __future__ import annotations

import numpy as np

from analytics.rules.eligibility.answers import Answer, Case, answer
from analytics.rules.eligibility.dates import Days, Mask, after_months
from analytics.rules.ranks import SANCTION_LEVELS


def sanction(case: Case) -> Answer:
    """Whether nothing that blocks runs on the date; else from when on."""
    held = case.people.sanctions
    free = free_from(case, np.full(case.people.n, case.on))
    is_blocked = free > case.on
    value = np.where(held.known, "none", "").astype(object)
    running = _blocks(case, np.full(case.people.n, case.on))
    for person, level, start, end in zip(
        held.person[running], held.level[running], held.start[running], held.end[running],
        strict=True,
    ):  # fmt: skip
        one = f"{SANCTION_LEVELS[level]}:{start}:{end}"
        value[person] = one if value[person] == "none" else f"{value[person]};{one}"
    return answer(
        "sanction",
        case.rules.discipline.blocking.basis,
        met=held.known & ~is_blocked,
        not_met=is_blocked,
        value=value,
        required="none",
        met_on=free,
    )


def free_from(case: Case, days: Days) -> Days:
    """Return the first day, not before each person's day, on which nothing blocks."""
    held = case.people.sanctions
    after_end = _until(case) + 1
    free = days.copy()
    while True:
        running = _blocks(case, free)
        if not running.any():
            return free
        np.maximum.at(free, held.person[running], after_end[running])


def _blocks(case: Case, days: Days) -> Mask:
    """Which sanctions block their person on that person's day."""
    held = case.people.sanctions
    levels = [SANCTION_LEVELS.index(each) for each in case.rules.discipline.blocking.value]
    mine = days[held.person]
    running: Mask = np.isin(held.level, levels) & (held.start <= mine) & (mine <= _until(case))
    return running


def _until(case: Case) -> Days:
    end = case.people.sanctions.end
    months = case.rules.discipline.lookback_months.value
    return after_months(end, months) if end.size and months else end
