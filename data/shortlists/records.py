"""What a shortlist holds: who may write it, its states, criteria, basis and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

WRITERS = ("evaluator", "city_leadership", "agency_leadership")
APPROVERS = ("city_leadership",)  # R12.7: the mayor is the authority of appointments
DRAFT, PROPOSED, APPROVED, RETURNED = "draft", "proposed", "approved", "returned"
OPEN = (DRAFT, RETURNED)  # the owner may choose
LONGEST_NAME = 80  # characters
LONGEST_REASON = 500
MOST_LISTED = 20_000  # people; a list for consideration is far shorter


ENTRY_COLUMNS: Mapping[str, pa.DataType] = {
    "employee_id": pa.int64(),
    "place": pa.int64(),
    "is_in": pa.bool_(),
    "standing": pa.string(),
    "rank_lower": pa.int64(),
    "rank_median": pa.int64(),
    "rank_upper": pa.int64(),
    "top_probability": pa.float64(),
    "score": pa.float64(),
    "score_lower": pa.float64(),
    "score_upper": pa.float64(),
    "raw_mean": pa.float64(),
    "raw_place": pa.int64(),
    "n_ratings": pa.int64(),
    "link_grade": pa.string(),
    "n_objective": pa.int64(),
    "overall": pa.string(),
    "open_checks": pa.string(),
    "position_title": pa.string(),
    "unit_name": pa.string(),
    "agency_code": pa.string(),
    "agency_name": pa.string(),
    "grade": pa.string(),
}


@dataclass(frozen=True)
class Criteria:
    """What was asked, as codes."""

    target: str
    on_day: date
    whom: str  # met, open, everybody
    places: int
    weight: float = 0.0  # of objective results
    agency_code: str | None = None
    position_class: str | None = None
    grade_group: str | None = None
    job_family: str | None = None
    vacancy: str | None = None


@dataclass(frozen=True)
class Basis:
    """What the order rests on."""

    run_id: int
    run_finished_at: datetime  # UTC
    method_version: str
    seed: int
    n_pool: int  # people looked at
    reliability: float | None  # of the order among those ranked


@dataclass(frozen=True)
class Choice:
    """What is to hold about one person of a list."""

    employee_id: int
    is_taken: bool
    reason: str | None
