"""Saved shortlists: what was asked, who stands on them, who is taken and why, who decided.

Columns and grain stand in the head of each query. A list is read as it was saved; whether what it
rests on changed since is told beside it, and nothing is computed anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from data import rule_sets, store
from data.errors import AccessDenied
from data.scope import Scope
from data.shortlist_order import Listed, against_order, lacking_reason

READERS = ("evaluator", "city_leadership", "agency_leadership")
DATA, ANALYSIS, RULES = "data", "analysis", "rules"
_TEXTS = (
    "owner", "name", "state", "target", "agency_code", "agency_name", "position_class",
    "grade_group", "job_family", "vacancy", "whom", "method_version", "rule_set_id",
    "rule_set_name", "rule_set_basis", "proposed_by", "decided_by",
)  # fmt: skip
_NUMBERS = (
    "shortlist_id", "version", "places", "run_id", "seed", "n_pool", "n_listed", "n_ranked",
    "n_taken",
)  # fmt: skip
_MOMENTS = ("created_at", "changed_at", "run_finished_at", "decided_at")


@dataclass(frozen=True)
class Shortlist:
    """The facts of one saved list."""

    shortlist_id: int
    owner: str
    name: str
    state: str  # draft, proposed, approved, returned
    version: int
    created_at: datetime  # UTC
    changed_at: datetime  # UTC
    target: str
    on_day: date
    agency_code: str | None
    agency_name: str | None
    position_class: str | None
    grade_group: str | None
    job_family: str | None
    vacancy: str | None
    whom: str  # met, open, everybody
    places: int
    weight: float
    run_id: int
    run_finished_at: datetime  # UTC
    method_version: str
    seed: int
    rule_set_id: str  # first day of the version
    rule_set_name: str
    rule_set_basis: str
    n_pool: int
    n_listed: int
    n_ranked: int
    n_taken: int
    reliability: float | None
    proposed_by: str | None  # of the newest proposal
    decided_by: str | None  # of the approval
    decided_at: datetime | None  # UTC
    changed_since: tuple[str, ...]  # data, analysis, rules: changed since the list was saved

    @property
    def is_open(self) -> bool:
        """Whether its owner may choose."""
        return self.state in ("draft", "returned")

    @property
    def is_approved(self) -> bool:
        """Whether it can change no more."""
        return self.state == "approved"


@dataclass(frozen=True, eq=False)
class ShortlistContent:
    """Everything a saved list holds, for a page, a file or paper."""

    facts: Shortlist
    entries: pd.DataFrame  # queries/shortlist_entries.sql, with `is_against_order`
    choices: pd.DataFrame  # queries/shortlist_choices.sql, newest first
    decisions: pd.DataFrame  # queries/shortlist_decisions.sql, newest first

    @property
    def lacking(self) -> tuple[int, ...]:
        """The people taken or left against the order without a reason."""
        return lacking_reason(listed(self.entries), self.facts.places)


def shortlists(scope: Scope) -> pd.DataFrame:
    """Return the lists the reader may see, the one changed last first."""
    return _frame("shortlists", scope, shortlist_id=None)


def shortlist(scope: Scope, shortlist_id: int) -> Shortlist | None:
    """Return the facts of one list; None if there is none or somebody on it is outside."""
    found = _frame("shortlists", scope, shortlist_id=shortlist_id)
    return None if found.empty else _facts(found)


def shortlist_content(scope: Scope, shortlist_id: int) -> ShortlistContent | None:
    """Return one list whole; names where the scope has them, None as `shortlist`."""
    facts = shortlist(scope, shortlist_id)
    if facts is None:
        return None
    entries = _frame("shortlist_entries", scope, shortlist_id=shortlist_id)
    against = against_order(listed(entries), facts.places)
    return ShortlistContent(
        facts=facts,
        entries=entries.assign(is_against_order=entries["employee_id"].isin(against)),
        choices=_frame("shortlist_choices", scope, shortlist_id=shortlist_id),
        decisions=_frame("shortlist_decisions", scope, shortlist_id=shortlist_id),
    )


def listed(entries: pd.DataFrame) -> list[Listed]:
    """Return the people of a list as the rules of its order look at them."""
    columns = ("employee_id", "place", "is_taken", "reason")
    return [
        Listed(
            int(number),
            None if pd.isna(place) else int(place),
            bool(is_taken),
            reason if isinstance(reason, str) else None,
        )
        for number, place, is_taken, reason in zip(
            *(entries[name] for name in columns), strict=True
        )
    ]


def _facts(found: pd.DataFrame) -> Shortlist:
    row = found.astype("object").where(found.notna(), None).iloc[0]
    values: dict[str, Any] = {name: row[name] for name in _TEXTS}
    values |= {name: int(row[name]) for name in _NUMBERS}
    values |= {name: None if row[name] is None else row[name].to_pydatetime() for name in _MOMENTS}
    reliability = row["reliability"]
    return Shortlist(
        **values,
        on_day=row["on_day"].date(),
        weight=float(row["weight"]),
        reliability=None if reliability is None else float(reliability),
        changed_since=_changed_since(row),
    )


def _changed_since(row: pd.Series[Any]) -> tuple[str, ...]:
    """Say what a list rests on that is not the same any more."""
    opened = store.current()
    run = opened.frame("current_run")
    rules = opened.frame("rule_set_valid_on", {"on": row["on_day"].date()})
    differs = {
        DATA: int(opened.value("newest_data_event")) != int(row["data_event_id"]),
        ANALYSIS: run.empty or int(run["run_id"].iloc[0]) != int(row["run_id"]),
        RULES: rules.empty
        or rule_sets.fingerprint(str(rules["content"].iloc[0])) != row["rule_set_hash"],
    }
    return tuple(name for name, is_so in differs.items() if is_so)


def _frame(name: str, scope: Scope, **values: object) -> pd.DataFrame:
    if not scope.may_see_persons or not scope.roles.intersection(READERS):
        raise AccessDenied(name, READERS)
    return store.current().frame(name, {**scope.bound(), **values})
