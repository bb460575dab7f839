"""Identifiers that tables and files share, with the glossary's meaning. Order is for display."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

PREDICATES = ("very_good", "good", "needs_improvement", "poor", "very_poor")  # best first
LEVELS = ("above", "meets", "below")
POSITION_CLASSES = ("executive", "administrator", "supervisor", "functional", "general_staff")
GRADE_GROUPS = ("I", "II", "III", "IV", "PPPK")
EMPLOYMENT_TYPES = ("pns", "pppk", "pppk_part_time")
RATER_ROLES = ("superior", "acting", "peer", "direct_report", "project_lead", "self")
AGENCY_PREDICATES = ("outstanding", "good", "needs_improvement", "poor", "very_poor")
CORE_VALUES = (
    "service_oriented",
    "accountable",
    "competent",
    "harmonious",
    "loyal",
    "adaptive",
    "collaborative",
)

PERIOD_CODE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?\Z")


class PeriodSpan(NamedTuple):
    """A period's kind, year and days."""

    kind: str  # year, quarter, month
    year: int
    starts_on: date
    ends_on: date


def period_span(period_code: str) -> PeriodSpan:
    """Return what a period code stands for.

    Raises
    ------
    ValueError
        If the text is no period code such as 2024, 2024-Q1 or 2024-07.
    """
    found = PERIOD_CODE.match(period_code)
    if found is None:
        raise ValueError(f"{period_code!r} is no period code such as 2024, 2024-Q1 or 2024-07")
    year = int(found[1])
    if found[2]:
        first, months, kind = 3 * int(found[2]) - 2, 3, "quarter"
    elif found[3]:
        first, months, kind = int(found[3]), 1, "month"
    else:
        first, months, kind = 1, 12, "year"
    after = date(year + (first + months > 12), (first + months - 1) % 12 + 1, 1)
    return PeriodSpan(kind, year, date(year, first, 1), after - timedelta(days=1))


def folded(text: str) -> str:
    """Fold case and white space, nothing else: how spellings of an office are compared."""
    return " ".join(text.casefold().split())


def code_of_name(name: str, taken: frozenset[str]) -> str:
    """Make a code from an office's name that may stand in a URL: DINAS-KESEHATAN.

    Parameters
    ----------
    taken : codes that exist; a number is added to stay apart from them.
    """
    plain = re.sub(r"[^A-Z0-9]+", "-", name.upper()).strip("-")[:40].strip("-") or "OPD"
    code, number = plain, 2
    while code in taken:
        code, number = f"{plain}-{number}", number + 1
    return code
