"""The rule set and its corrections."""

from __future__ import annotations

from collections.abc import Sequence

from data.errors.base import DataError


class RuleSetRefused(DataError):
    """A rule set that cannot be taken in."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"The rule set {problem}. Nothing was written. Start from the file that "
            "python -m data rules export FILE writes."
        )


class RuleSetChanged(DataError):
    """A version is not what the writer of a correction saw."""

    def __init__(self, rule_set_id: str) -> None:
        self.rule_set_id = rule_set_id
        super().__init__(
            f"The rule set valid from {rule_set_id} was changed meanwhile. Nothing was written. "
            "Read it again."
        )


class ReasonMissing(DataError):
    """A correction without a reason."""

    def __init__(self, rule_set_id: str, places: Sequence[str]) -> None:
        self.rule_set_id = rule_set_id
        self.places = tuple(places)
        shown = ", ".join(self.places[:5]) + (" and more" if len(self.places) > 5 else "")
        super().__init__(
            f"The rule set valid from {rule_set_id} would change ({shown}). Nothing was written. "
            "A correction needs a reason, which stands in the audit trail: say --reason TEXT."
        )
