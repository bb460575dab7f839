"""The versions of the rules and who changed them; for those who keep the data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data import rule_sets, store
from data.errors import AccessDenied
from data.scope import Scope

ROLES = ("evaluator", "administrator")


@dataclass(frozen=True, eq=False)
class RuleVersion:
    """One version of the rules."""

    rule_set_id: str
    name: str
    valid_from: date
    valid_until: date | None  # last day; None: until a later version
    is_corrected: bool  # a person put it there
    text: str  # as it is stored
    content: Mapping[str, object]


def rule_versions(scope: Scope) -> tuple[RuleVersion, ...]:
    """Return the versions, newest first."""
    _check(scope)
    rows = rule_sets.versions(store.current()).to_dict("records")
    first_days = [row["valid_from"].date() for row in rows]
    until = [date.fromordinal(day.toordinal() - 1) for day in first_days[1:]] + [None]
    found = [
        RuleVersion(
            rule_set_id=str(row["rule_set_id"]),
            name=str(row["name"]),
            valid_from=day,
            valid_until=end,
            is_corrected=bool(row["is_corrected"]),
            text=str(row["content"]),
            content=json.loads(row["content"]),
        )
        for row, day, end in zip(rows, first_days, until, strict=True)
    ]
    return tuple(reversed(found))


def rule_changes(scope: Scope) -> pd.DataFrame:
    """Return who changed which version, newest first."""
    _check(scope)
    return store.current().frame("rule_changes")


def _check(scope: Scope) -> None:
    if not scope.roles.intersection(ROLES):
        raise AccessDenied("rules", ROLES)
