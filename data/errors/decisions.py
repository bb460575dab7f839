"""Calibration drafts and shortlists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.errors.base import DataError


class CalibrationRefused(DataError):
    """Something a calibration draft cannot take; `problem` is one of PROBLEMS.

    `employee_ids` are the people concerned, for the problems about single people.
    """

    PROBLEMS: Mapping[str, str] = {
        "unknown": "There is no such draft, or it is outside your agencies.",
        "other_owner": "Only the person who made the draft may change it. Make one of your own.",
        "closed": "The draft is closed. Make a new one.",
        "name": "A name needs 1 to 80 characters.",
        "nobody": "Nobody has a result there in that period.",
        "not_covered": "The draft does not cover everybody named.",
        "predicate": "A proposed predicate is not one of the five.",
        "reason": "A proposal that differs from the result needs a reason of 1 to 500 characters.",
        "changed_elsewhere": "Somebody changed the same people since they were read. Read again.",
        "too_long": "What was written is longer than 2000 characters.",
    }

    def __init__(self, problem: str, employee_ids: Sequence[int] = ()) -> None:
        self.problem = problem
        self.employee_ids = tuple(employee_ids)
        super().__init__(f"{self.PROBLEMS[problem]} Nothing was written.")


class ShortlistRefused(DataError):
    """Something a shortlist cannot take; `problem` is one of PROBLEMS.

    `employee_ids` are the people concerned, for the problems about single people.
    """

    PROBLEMS: Mapping[str, str] = {
        "unknown": "There is no such list, or somebody on it is outside your agencies.",
        "other_owner": "Only the person who saved the list may change it. Save one of your own.",
        "own_list": "A list is approved by somebody else than the one who saved or proposed it.",
        "not_open": "The list was proposed. Withdraw it first.",
        "not_proposed": "The list waits for no decision.",
        "approved": "The list was approved and changes no more. Save a new one.",
        "changed_elsewhere": "Somebody changed the list since it was read. Read it again.",
        "name": "A name needs 1 to 80 characters.",
        "nobody": "There is nobody on the list.",
        "nobody_taken": "Nobody on the list is taken.",
        "too_many": "More than 20000 people. Narrow the pool first.",
        "outside": "Somebody on the list is outside your agencies.",
        "not_listed": "The list does not hold everybody named.",
        "reason": "Whoever is taken or left against the order needs a reason.",
        "too_long": "A reason has at most 500 characters.",
        "note": "Returning a list needs a reason of 1 to 500 characters.",
    }

    def __init__(self, problem: str, employee_ids: Sequence[int] = ()) -> None:
        self.problem = problem
        self.employee_ids = tuple(employee_ids)
        super().__init__(f"{self.PROBLEMS[problem]} Nothing was written.")
