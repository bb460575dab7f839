"""What a finding holds, whatever its subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "agency_share",
    "city_change",
    "low_information",
    "incomplete",
    "late",
    "copied_feedback",
    "high_ratings_low_results",
    "outside_pattern",
    "clear_raters",
]
Certainty = Literal["clear", "possible", "not_distinguishable"]


@dataclass(frozen=True)
class Finding:
    """One finding; fields that its kind does not use are None."""

    kind: Kind
    agency_code: str | None  # None: the whole city
    certainty: Certainty
    weight: float  # share of people × size of the difference
    n: int  # people, records or (clear_raters) raters it rests on
    share: float  # the share found
    # the same in the other agencies together, or in the earlier period (city_change)
    reference_share: float | None = None
    lower: float | None = None  # 95 % interval of the difference from the others, or of the change
    upper: float | None = None
    n_part: int | None = None  # the counted part of n: missing, late, copied, to move
    predicate: str | None = None
    agency_predicate: str | None = None
    limit_share: float | None = None  # bound of the expected pattern
    is_above: bool | None = None  # above that bound, or below
    effective_predicates: float | None = None  # 1 … 5
    period_code: str | None = None  # the earlier period
    results_share: float | None = None  # of targets and projects reached
    reference_results_share: float | None = None
    n_stricter: int | None = None  # clear_raters: of n_part, the others are more lenient
    n_firmly_linked: int | None = None  # of n_part: link grade A
    n_people: int | None = None  # rated by them; a person with two of them counts at each
    q: float | None = None  # None: counted, not tested
    page: str = "distribution"  # where it can be looked at
    filters: Mapping[str, str] = field(default_factory=dict)  # global filters of the link


@dataclass(frozen=True, eq=False)
class OverviewFindings:
    """The findings to show, and how many were looked at."""

    shown: tuple[Finding, ...]  # at most five, the weightiest first
    n_tested: int  # comparisons that entered the false-discovery control
    n_found: int  # findings before the cut to five


@dataclass(frozen=True)
class Candidate:
    """A finding before the choice, with the p value of its comparison."""

    finding: Finding
    p: float  # NaN: counted, not tested


def code_of(value: object) -> str | None:
    """Return a code of an agency; missing in a frame is None here."""
    return value if isinstance(value, str) else None


def agency_filter(code: object) -> Mapping[str, str]:
    """Return the filter of the link to an agency's numbers."""
    return {"agency_code": code} if isinstance(code, str) else {}
