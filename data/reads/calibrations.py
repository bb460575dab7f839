"""Calibration drafts, whom they are about, and what they say; for evaluators who see persons.

Columns and grain stand in the head of each query. Drafts of other people are read like one's own;
only their owner changes them (data/calibration.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from data import store
from data.errors import AccessDenied
from data.scope import Filters, Scope

READERS = ("evaluator",)


@dataclass(frozen=True)
class Calibration:
    """One draft."""

    calibration_id: int
    owner: str
    name: str
    period_code: str
    agency_code: str
    agency_name: str
    unit_id: int | None  # None: the whole agency
    unit_name: str | None
    is_closed: bool
    attendees: tuple[str, ...]
    version: int
    created_at: datetime  # UTC
    changed_at: datetime  # UTC
    closed_at: datetime | None  # UTC


def calibrations(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return the drafts of period and agency, the one changed last first; None is every one."""
    asked = {"period": filters.period_code, "agency": filters.agency_code}
    return _frame("calibrations", scope, calibration_id=None, **asked)


def calibration(scope: Scope, calibration_id: int) -> Calibration | None:
    """Return one draft; None if there is none or it is outside the reader's agencies."""
    found = _frame("calibrations", scope, calibration_id=calibration_id, period=None, agency=None)
    if found.empty:
        return None
    row = found.astype("object").where(found.notna(), None).iloc[0]
    closed_at = row["closed_at"]
    return Calibration(
        calibration_id=int(row["calibration_id"]),
        owner=row["owner"],
        name=row["name"],
        period_code=row["period_code"],
        agency_code=row["agency_code"],
        agency_name=row["agency_name"] or row["agency_code"],
        unit_id=None if row["unit_id"] is None else int(row["unit_id"]),
        unit_name=row["unit_name"],
        is_closed=row["state"] == "closed",
        attendees=tuple((row["attendees"] or "").splitlines()),
        version=int(row["version"]),
        created_at=row["created_at"].to_pydatetime(),
        changed_at=row["changed_at"].to_pydatetime(),
        closed_at=None if closed_at is None else closed_at.to_pydatetime(),
    )


def calibration_people(
    scope: Scope,
    period_code: str,
    agency_code: str,
    unit_id: int | None = None,
    *,
    on: date | None = None,
) -> pd.DataFrame:
    """Return one row per person a calibration is about, always in the same order.

    `on` is the day on which assessments of potential must be valid; today unless given.
    """
    return _frame(
        "calibration_people",
        scope,
        period=period_code,
        agency=agency_code,
        unit_id=unit_id,
        on=on or datetime.now().astimezone().date(),
    )


def calibration_proposals(scope: Scope, calibration_id: int) -> pd.DataFrame:
    """Return one row per person somebody touched in the draft: what it says now."""
    return _frame("calibration_proposals", scope, calibration_id=calibration_id)


def calibration_changes(scope: Scope, calibration_id: int) -> pd.DataFrame:
    """Return the whole history of what a draft said about people, newest first."""
    return _frame("calibration_changes", scope, calibration_id=calibration_id)


def calibration_events(scope: Scope, calibration_id: int) -> pd.DataFrame:
    """Return what happened to the draft itself, newest first."""
    return _frame("calibration_events", scope, calibration_id=calibration_id)


def _frame(name: str, scope: Scope, **values: object) -> pd.DataFrame:
    if not scope.may_see_persons or not scope.roles.intersection(READERS):
        raise AccessDenied(name, READERS)
    return store.current().frame(name, {**scope.bound(), **values})
