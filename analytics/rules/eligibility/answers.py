"""What a check answers about everybody, and the texts that stand beside the answer.

met        the facts given decide for it
not met    the facts given decide against it
unknown    what is missing could still decide either way; never guessed
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.rules.eligibility.cells import Codes
from analytics.rules.eligibility.dates import NEVER, Days, Mask, day
from analytics.rules.eligibility.people import Floats, People, Texts
from analytics.rules.parts import Basis
from analytics.rules.promotion_rules import PromotionRules, TargetRules

STATUSES: Final = ("met", "not_met", "unknown", "info")
MET, NOT_MET, UNKNOWN_STATUS, INFO = range(4)
Statuses = NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Case:
    """People, what is asked about them, and the rules that answer."""

    people: People
    target: str
    date: dt.date
    rules: PromotionRules

    @property
    def on(self) -> np.datetime64:
        """The date as NumPy knows it."""
        return day(self.date)

    @property
    def asked(self) -> TargetRules:
        """What the target asks for."""
        return self.rules.targets[self.target]

    def codes(self, column: str) -> Codes:
        """Return a column of names as places, −1 unknown."""
        return self.people.codes[column]


@dataclass(frozen=True, eq=False)
class Answer:
    """One check of everybody."""

    check: str
    status: Statuses  # (n,) place in STATUSES
    value: Texts  # (n,) the fact the answer rests on; empty if unknown
    required: Texts  # (n,)
    basis: Basis
    met_on: Days  # (n,) first day it will be met by time alone; not-a-time otherwise


def answer(
    check: str,
    basis: Basis,
    *,
    met: Mask,
    not_met: Mask,
    value: Texts,
    required: Texts | str,
    met_on: Days | None = None,
) -> Answer:
    """Put an answer together; what is neither met nor not met is unknown."""
    n = met.size
    status = np.where(met, MET, np.where(not_met, NOT_MET, UNKNOWN_STATUS)).astype(np.int8)
    return Answer(
        check,
        status,
        value,
        np.full(n, required, dtype=object) if isinstance(required, str) else required,
        basis,
        np.full(n, NEVER) if met_on is None else np.where(status == NOT_MET, met_on, NEVER),
    )


def names(codes: Codes, labels: Sequence[str]) -> Texts:
    """Return labels by place; −1 is empty."""
    return np.array([*labels, ""], dtype=object)[codes]


def figures(numbers: Floats | Codes) -> Texts:
    """Return numbers as plain text; not-a-number is empty."""
    unique, places = np.unique(np.asarray(numbers, dtype=np.float64), return_inverse=True)
    return np.array([plain(each) for each in unique], dtype=object)[places]


def plain(number: float) -> str:
    """Write a number without trailing zeros; empty if it is not known."""
    if number != number:
        return ""
    return str(int(number)) if number == int(number) else repr(float(number))


def dates(days: Days) -> Texts:
    """Return days as ISO dates; not-a-time is empty."""
    unique, places = np.unique(days, return_inverse=True)
    texts = ["" if np.isnat(each) else str(each) for each in unique]
    return np.array(texts, dtype=object)[places]


def joined(parts: Sequence[str]) -> str:
    """Return identifiers as one text."""
    return ";".join(parts)
