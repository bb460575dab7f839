"""Writes of shortlists: who is considered and taken, with reasons, and who approved.

    draft → proposed → approved          the end: an approved list changes no more
              ↓   ↘
            draft  returned → proposed   withdrawn by its proposer; returned with a reason

The list is what it was when it was saved: order, intervals, checks, run and rules are copied into
it and never computed anew. Only its owner chooses and proposes. Somebody else, of those who decide,
approves or returns it: neither the owner nor the proposer may. Every write says which version of
the list its writer saw; where somebody wrote since, nothing is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from data import rule_sets, store
from data.errors import AccessDenied, ShortlistRefused
from data.scope import Scope
from data.shortlist_order import Listed, lacking_reason
from data.store import Actor, Store, Writer

WRITERS = ("evaluator", "city_leadership", "agency_leadership")
APPROVERS = ("city_leadership",)  # R12.7: the mayor is the authority of appointments
DRAFT, PROPOSED, APPROVED, RETURNED = "draft", "proposed", "approved", "returned"
OPEN = (DRAFT, RETURNED)  # the owner may choose
LONGEST_NAME = 80  # characters
LONGEST_REASON = 500
MOST_LISTED = 20_000  # people; a list for consideration is far shorter

Rows = Callable[[str, Mapping[str, object]], pa.Table]

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
_CHOICE_COLUMNS: Mapping[str, pa.DataType] = {
    "employee_id": pa.int64(),
    "is_taken": pa.bool_(),
    "reason": pa.string(),
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


def create_shortlist(
    scope: Scope,
    name: str,
    criteria: Criteria,
    basis: Basis,
    entries: pd.DataFrame,
    *,
    via: str = "dashboard",
    of: Store | None = None,
) -> int:
    """Save a list as it stands; those within the places are taken until something else is chosen.

    Parameters
    ----------
    entries : one row a person, columns of ENTRY_COLUMNS; `place` missing: not ranked

    Returns
    -------
    int
        The number of the list, a draft of the reader's own.

    Raises
    ------
    AccessDenied
        If the reader may see no persons or has no role of WRITERS.
    ShortlistRefused
        `name`; `nobody`, `too_many`: the people; `outside`: somebody is of no agency of the reader.
    """
    _check_role(scope, WRITERS)
    text = _checked_name(name)
    _check_people(scope, entries)
    rows = pa.Table.from_pandas(
        entries[list(ENTRY_COLUMNS)], schema=pa.schema(ENTRY_COLUMNS), preserve_index=False
    )
    actor = Actor(scope.actor, via)
    with (of or store.current()).write(actor) as writer:
        rules = writer.arrow("rule_set_valid_on", {"on": criteria.on_day}).to_pylist()[0]
        values = {
            **asdict(criteria),
            **asdict(basis),
            "owner": scope.actor,
            "name": text,
            "rule_set_id": rules["rule_set_id"],
            "rule_set_name": rules["name"],
            "rule_set_basis": str(rule_sets.parsed(rules["content"]).get("legal_basis", "")),
            "rule_set_hash": rule_sets.fingerprint(rules["content"]),
            "data_event_id": writer.value("newest_data_event"),
            "now": store.now(),
        }
        number = int(writer.value("add_shortlist", values))
        with writer.table("listed_rows", rows):
            writer.run("add_shortlist_entries", {"shortlist_id": number})
        _decide(writer, number, 1, "create", DRAFT)
        writer.audit(
            "create_shortlist",
            "shortlist",
            str(number),
            after={
                "name": text,
                "n_listed": len(entries),
                "rule_set": values["rule_set_id"],
                "run_id": basis.run_id,
                **{key: str(value) for key, value in asdict(criteria).items() if value is not None},
            },
        )
    return number


def save_choices(
    scope: Scope,
    shortlist_id: int,
    choices: Sequence[Choice],
    *,
    seen_version: int,
    via: str = "dashboard",
    of: Store | None = None,
) -> int:
    """Write who is taken and why, in an open list of the reader's own; all of it or nothing.

    Reasons may still be missing here; `propose` asks for them.

    Returns
    -------
    int
        The version of the list; the same as before if nothing differs.

    Raises
    ------
    AccessDenied
    ShortlistRefused
        `unknown`, `other_owner`, `not_open`, `changed_elsewhere`: the list. With the people
        concerned: `not_listed`, `too_long`.
    """
    opened = of or store.current()
    if not _differing(opened.arrow, scope, shortlist_id, choices, seen_version):
        return seen_version
    with opened.write(Actor(scope.actor, via)) as writer:
        # once more inside the transaction: another tab may have written in between
        rows = _differing(writer.arrow, scope, shortlist_id, choices, seen_version)
        version = seen_version + 1
        moment = {"shortlist_id": shortlist_id, "version": version, "now": store.now()}
        writer.run("touch_shortlist", moment)
        table = pa.Table.from_pylist(
            [{key: row[key] for key in _CHOICE_COLUMNS} for row in rows],
            schema=pa.schema(_CHOICE_COLUMNS),
        )
        with writer.table("chosen_rows", table):
            writer.run("add_shortlist_choices", {**moment, "changed_by": scope.actor})
        writer.audit(
            "choose_people",
            "shortlist",
            str(shortlist_id),
            before={str(row["employee_id"]): row["was_taken"] for row in rows},
            after={str(row["employee_id"]): row["is_taken"] for row in rows},
            reason=" · ".join(row["reason"] for row in rows if row["reason"]) or None,
        )
    return version


def propose(scope: Scope, shortlist_id: int, *, seen_version: int, of: Store | None = None) -> int:
    """Hand an open list of the reader's own over for approval.

    Raises
    ------
    AccessDenied
    ShortlistRefused
        As `save_choices`; also `nobody_taken`, and `reason` with the people who are taken or left
        against the order without one.
    """
    with (of or store.current()).write(Actor(scope.actor, "dashboard")) as writer:
        held = _own_open(writer.arrow, scope, shortlist_id, seen_version)
        _check_reasons(writer.arrow, held)
        return _move(writer, held, "propose", PROPOSED)


def withdraw(scope: Scope, shortlist_id: int, *, seen_version: int, of: Store | None = None) -> int:
    """Take a proposed list of the reader's own back to work on it.

    Raises
    ------
    AccessDenied
    ShortlistRefused
        `unknown`, `other_owner`, `not_proposed`, `changed_elsewhere`.
    """
    with (of or store.current()).write(Actor(scope.actor, "dashboard")) as writer:
        held = _own(writer.arrow, scope, shortlist_id, seen_version)
        _check_state(held, (PROPOSED,), "not_proposed")
        return _move(writer, held, "withdraw", DRAFT)


def approve(
    scope: Scope,
    shortlist_id: int,
    *,
    seen_version: int,
    changed_since: Sequence[str] = (),
    of: Store | None = None,
) -> int:
    """Approve the proposed list of somebody else; from then on it changes no more.

    Parameters
    ----------
    changed_since : what had changed since the list was saved, as the approver saw it

    Raises
    ------
    AccessDenied
        If the reader has no role of APPROVERS.
    ShortlistRefused
        `unknown`, `own_list`, `not_proposed`, `changed_elsewhere`, `nobody_taken`, `reason`.
    """
    with (of or store.current()).write(Actor(scope.actor, "dashboard")) as writer:
        held = _of_somebody_else(writer.arrow, scope, shortlist_id, seen_version)
        _check_reasons(writer.arrow, held)
        return _move(writer, held, "approve", APPROVED, changed_since=changed_since)


def give_back(
    scope: Scope,
    shortlist_id: int,
    reason: str,
    *,
    seen_version: int,
    changed_since: Sequence[str] = (),
    of: Store | None = None,
) -> int:
    """Return the proposed list of somebody else with a reason.

    Raises
    ------
    AccessDenied
        If the reader has no role of APPROVERS.
    ShortlistRefused
        As `approve`; also `note` where the reason is missing or too long.
    """
    text = reason.strip()
    with (of or store.current()).write(Actor(scope.actor, "dashboard")) as writer:
        held = _of_somebody_else(writer.arrow, scope, shortlist_id, seen_version)
        if not 0 < len(text) <= LONGEST_REASON:
            raise ShortlistRefused("note")
        return _move(writer, held, "return", RETURNED, note=text, changed_since=changed_since)


def _check_role(scope: Scope, roles: tuple[str, ...]) -> None:
    if not scope.may_see_persons or not scope.roles.intersection(roles):
        raise AccessDenied("shortlist", roles)


def _checked_name(name: str) -> str:
    text = " ".join(name.split())
    if not 0 < len(text) <= LONGEST_NAME:
        raise ShortlistRefused("name")
    return text


def _check_people(scope: Scope, entries: pd.DataFrame) -> None:
    if entries.empty:
        raise ShortlistRefused("nobody")
    if len(entries) > MOST_LISTED:
        raise ShortlistRefused("too_many")
    if scope.agencies is not None:
        is_outside = ~entries["agency_code"].isin(list(scope.agencies))
        _refuse("outside", {int(each) for each in entries.loc[is_outside, "employee_id"]})


def _held(ask: Rows, scope: Scope, shortlist_id: int) -> dict[str, Any]:
    """Return the facts of a list the reader may see."""
    asked = {"shortlist_id": shortlist_id, "agencies": scope.bound()["agencies"]}
    found: list[dict[str, Any]] = ask("shortlist_to_change", asked).to_pylist()
    if not found:
        raise ShortlistRefused("unknown")
    return found[0]


def _own(ask: Rows, scope: Scope, shortlist_id: int, seen_version: int) -> dict[str, Any]:
    _check_role(scope, WRITERS)
    held = _held(ask, scope, shortlist_id)
    if held["owner"] != scope.actor:
        raise ShortlistRefused("other_owner")
    _check_version(held, seen_version)
    return held


def _own_open(ask: Rows, scope: Scope, shortlist_id: int, seen_version: int) -> dict[str, Any]:
    held = _own(ask, scope, shortlist_id, seen_version)
    _check_state(held, OPEN, "not_open")
    return held


def _of_somebody_else(
    ask: Rows, scope: Scope, shortlist_id: int, seen_version: int
) -> dict[str, Any]:
    """Return a proposed list on which the reader may decide: four eyes."""
    _check_role(scope, APPROVERS)
    held = _held(ask, scope, shortlist_id)
    if scope.actor in (held["owner"], held["proposed_by"]):
        raise ShortlistRefused("own_list")
    _check_version(held, seen_version)
    _check_state(held, (PROPOSED,), "not_proposed")
    return held


def _check_version(held: Mapping[str, Any], seen_version: int) -> None:
    if held["version"] != seen_version:
        raise ShortlistRefused("changed_elsewhere")


def _check_state(held: Mapping[str, Any], allowed: tuple[str, ...], problem: str) -> None:
    if held["state"] not in allowed:
        raise ShortlistRefused("approved" if held["state"] == APPROVED else problem)


def _check_reasons(ask: Rows, held: Mapping[str, Any]) -> None:
    rows = ask("shortlist_held", {"shortlist_id": held["shortlist_id"]}).to_pylist()
    people = [Listed(**row) for row in rows]
    if not any(each.is_taken for each in people):
        raise ShortlistRefused("nobody_taken")
    _refuse("reason", set(lacking_reason(people, held["places"])))


def _differing(
    ask: Rows, scope: Scope, shortlist_id: int, choices: Sequence[Choice], seen_version: int
) -> list[dict[str, Any]]:
    """Return the choices to add, after every check."""
    _own_open(ask, scope, shortlist_id, seen_version)
    rows = ask("shortlist_held", {"shortlist_id": shortlist_id}).to_pylist()
    held = {row["employee_id"]: row for row in rows}
    wanted = {each.employee_id: each for each in choices}
    _refuse("not_listed", set(wanted) - set(held))
    added = [
        {
            "employee_id": number,
            "is_taken": bool(each.is_taken),
            "was_taken": held[number]["is_taken"],
            "reason": (each.reason or "").strip() or None,
        }
        for number, each in sorted(wanted.items())
    ]
    _refuse(
        "too_long",
        {row["employee_id"] for row in added if len(row["reason"] or "") > LONGEST_REASON},
    )
    return [
        row
        for row in added
        if (row["is_taken"], row["reason"])
        != (row["was_taken"], held[row["employee_id"]]["reason"])
    ]


def _move(
    writer: Writer,
    held: Mapping[str, Any],
    action: str,
    state: str,
    *,
    note: str | None = None,
    changed_since: Sequence[str] = (),
) -> int:
    """Put a list into another state, with its event."""
    number, version = int(held["shortlist_id"]), int(held["version"]) + 1
    _decide(writer, number, version, action, state, note=note, changed_since=changed_since)
    after: dict[str, object] = {"state": state}
    if changed_since:
        after["changed_since"] = list(changed_since)
    writer.audit(
        f"{action}_shortlist",
        "shortlist",
        str(number),
        before={"state": held["state"]},
        after=after,
        reason=note,
    )
    return version


def _decide(
    writer: Writer,
    shortlist_id: int,
    version: int,
    action: str,
    state: str,
    *,
    note: str | None = None,
    changed_since: Sequence[str] = (),
) -> None:
    writer.run(
        "decide_shortlist",
        {
            "shortlist_id": shortlist_id,
            "version": version,
            "action": action,
            "state": state,
            "decided_by": writer.actor.name,
            "note": note,
            "changed_since": ";".join(changed_since) or None,
            "now": store.now(),
        },
    )


def _refuse(problem: str, employee_ids: Set[int]) -> None:
    if employee_ids:
        raise ShortlistRefused(problem, sorted(employee_ids))
