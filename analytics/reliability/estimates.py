"""A coefficient with its interval, or the reason why the design does not give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NAN = float("nan")

# Reasons: codes for programs; the sentences say what would be enough.
REASONS: Final = {
    "one_employee": "fewer than two people were rated by two or more raters",
    "one_rater": "there is only one rater",
    "no_repeats": "nobody was rated by two or more raters",
    "not_crossed": "no two raters share enough people to tell raters from people",
    "not_complete": "fewer than three people were rated by every rater",
    "no_spread": "all the values compared are alike",
    "negative_values": "a ratio scale has no values below zero",
    "nominal_level": "labels without order have no mean and no ranks",
    "many_levels": "there are too many different values for this level of measurement",
}


@dataclass(frozen=True)
class Coefficient:
    """A coefficient with its 95 % interval; NaN where the design does not allow it."""

    name: str
    estimate: float
    lower: float
    upper: float
    n_employees: int  # who count in it
    n_raters: int
    reason: str = ""  # a key of REASONS where the estimate is NaN
    note: str = ""  # what was done about gaps or repeated ratings

    @property
    def is_available(self) -> bool:
        """Whether there is an estimate."""
        return not self.reason


def not_available(name: str, reason: str, n_employees: int, n_raters: int) -> Coefficient:
    """Return a coefficient that the design does not allow."""
    return Coefficient(name, NAN, NAN, NAN, n_employees, n_raters, reason=reason)
