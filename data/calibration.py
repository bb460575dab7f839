"""Writes of calibration meetings: drafts of other predicates, with reasons, of one person each.

An appraisal is never altered. What a draft says about a person is added to, never overwritten; a
proposal that differs from the result needs a reason. Each proposal says which version of the person
its writer saw: where another tab wrote since, nothing is saved and the error names the people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from data import store
from data.errors import AccessDenied, CalibrationRefused
from data.scope import Scope
from data.store import Actor, Store, Writer
from data.vocabulary import PREDICATES

WRITERS = ("evaluator",)
OPEN, CLOSED = "open", "closed"
LONGEST_NAME = 80  # characters
LONGEST_REASON = 500
LONGEST_ATTENDEES = 2_000
NEVER_TOUCHED = 0  # version of a person nobody has said anything about


_COLUMNS: Mapping[str, pa.DataType] = {
    "employee_id": pa.int64(),
    "current_predicate": pa.string(),
    "proposed_predicate": pa.string(),
    "reason": pa.string(),
    "is_discussed": pa.bool_(),
}
_ROWS = pa.schema(_COLUMNS)


@dataclass(frozen=True)
class Proposal:
    """What a draft is to say about one person."""

    employee_id: int
    proposed_predicate: str | None  # None, or the predicate of the result: nothing else is proposed
    reason: str | None
    is_discussed: bool
    seen_version: int = NEVER_TOUCHED  # of the person, as reads.calibration_proposals gave it


def create_calibration(
    scope: Scope,
    name: str,
    actor: Actor,
    *,
    period_code: str,
    agency_code: str,
    unit_id: int | None = None,
    of: Store | None = None,
) -> int:
    """Make an empty draft of the reader's own about an agency, or a unit in it, and a period.

    Returns
    -------
    int
        The number of the draft.

    Raises
    ------
    AccessDenied
        If the reader is no evaluator who may see persons.
    CalibrationRefused
        If the name is empty or too long, or nobody has a result there.
    """
    _check_writer(scope)
    place = {"period": period_code, "agency": agency_code, "unit_id": unit_id}
    with (of or store.current()).write(actor) as writer:
        if not writer.value("calibration_scope_exists", {**scope.bound(), **place}):
            raise CalibrationRefused("nobody")
        values = {"owner": scope.actor, "name": _checked_name(name), "now": store.now(), **place}
        number = int(writer.value("add_calibration", values))
        writer.audit(
            "create_calibration",
            "calibration",
            str(number),
            after={"name": values["name"], **place},
        )
    return number


def rename_calibration(
    scope: Scope, calibration_id: int, name: str, actor: Actor, *, of: Store | None = None
) -> None:
    """Give an open draft of the reader's own another name.

    Raises
    ------
    AccessDenied, CalibrationRefused
    """
    with (of or store.current()).write(actor) as writer:
        draft = _own_open(writer, scope, calibration_id)
        _change(writer, draft, name=_checked_name(name))
        writer.audit(
            "rename_calibration",
            "calibration",
            str(calibration_id),
            before={"name": draft["name"]},
            after={"name": name.strip()},
        )


def note_attendees(
    scope: Scope, calibration_id: int, attendees: str, actor: Actor, *, of: Store | None = None
) -> None:
    """Write down who attended the meeting, one a line, in an open draft of the reader's own.

    Raises
    ------
    AccessDenied, CalibrationRefused
    """
    lines = [line.strip() for line in attendees.splitlines() if line.strip()]
    text = "\n".join(lines)
    if len(text) > LONGEST_ATTENDEES:
        raise CalibrationRefused("too_long")
    with (of or store.current()).write(actor) as writer:
        draft = _own_open(writer, scope, calibration_id)
        _change(writer, draft, attendees=text or None)
        # how many, not who: names stand in the draft alone
        writer.audit(
            "note_attendees", "calibration", str(calibration_id), after={"n_attendees": len(lines)}
        )


def close_calibration(
    scope: Scope, calibration_id: int, actor: Actor, *, of: Store | None = None
) -> None:
    """Close a draft of the reader's own: from now on it can only be read.

    Raises
    ------
    AccessDenied, CalibrationRefused
    """
    with (of or store.current()).write(actor) as writer:
        draft = _own_open(writer, scope, calibration_id)
        _change(writer, draft, state=CLOSED)
        writer.audit(
            "close_calibration",
            "calibration",
            str(calibration_id),
            before={"state": OPEN},
            after={"state": CLOSED},
        )


def save_proposals(
    scope: Scope,
    calibration_id: int,
    proposals: Sequence[Proposal],
    actor: Actor,
    *,
    of: Store | None = None,
) -> int:
    """Write what an open draft of the reader's own says about people; all of them or nobody.

    A proposal equal to the result takes a former one back. People about whom nothing changes leave
    no row; if that is all of them, nothing is written.

    Returns
    -------
    int
        The version of the draft; people written have it too.

    Raises
    ------
    AccessDenied
        If the reader is no evaluator who may see persons.
    CalibrationRefused
        `unknown`, `other_owner`, `closed`: the draft. With the people concerned: `not_covered`,
        `predicate`, `reason`, `changed_elsewhere`.
    """
    _check_writer(scope)
    try:
        with (of or store.current()).write(actor) as writer:
            # inside the transaction: another tab may write at the same time
            draft = _own_open(writer, scope, calibration_id)
            rows = _differing(writer, calibration_id, proposals)
            return _add(writer, draft, rows, actor)
    except _NothingNew as nothing:
        return nothing.version


class _NothingNew(Exception):
    """Ends a transaction that would write nothing."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__()


def _add(
    writer: Writer, draft: Mapping[str, Any], rows: Sequence[dict[str, Any]], actor: Actor
) -> int:
    if not rows:
        raise _NothingNew(int(draft["version"]))
    version = _change(writer, draft)
    number = draft["calibration_id"]
    values = {"calibration_id": number, "version": version, "changed_by": actor.name}
    with writer.table("proposed_rows", pa.Table.from_pylist(rows, schema=_ROWS)):
        writer.run("add_calibration_changes", {**values, "now": store.now()})
    writer.audit(
        "propose_predicates",
        "calibration",
        str(number),
        before={str(row["employee_id"]): row["former_predicate"] for row in rows},
        after={str(row["employee_id"]): row["proposed_predicate"] for row in rows},
        reason=" · ".join(str(row["reason"]) for row in rows if row["reason"]) or None,
    )
    return version


def _check_writer(scope: Scope) -> None:
    if not scope.may_see_persons or not scope.roles.intersection(WRITERS):
        raise AccessDenied("calibration", WRITERS)


def _checked_name(name: str) -> str:
    text = " ".join(name.split())
    if not 0 < len(text) <= LONGEST_NAME:
        raise CalibrationRefused("name")
    return text


def _own_open(writer: Writer, scope: Scope, calibration_id: int) -> Mapping[str, Any]:
    """Return the draft, if the reader may change it."""
    _check_writer(scope)
    asked = {"calibration_id": calibration_id, "agencies": scope.bound()["agencies"]}
    found = writer.frame("calibration_to_change", asked)
    if found.empty:
        raise CalibrationRefused("unknown")
    draft = _plain_rows(found)[0]
    if draft["owner"] != scope.actor:
        raise CalibrationRefused("other_owner")
    if draft["state"] != OPEN:
        raise CalibrationRefused("closed")
    return draft


def _change(writer: Writer, draft: Mapping[str, Any], **changed: str | None) -> int:
    """Write the facts of a draft anew and return its new version."""
    version = int(draft["version"]) + 1
    kept = {name: draft[name] for name in ("calibration_id", "name", "attendees", "state")}
    writer.run("change_calibration", {**kept, **changed, "version": version, "now": store.now()})
    return version


def _differing(
    writer: Writer, calibration_id: int, proposals: Sequence[Proposal]
) -> list[dict[str, Any]]:
    """Return the rows to add, after every check."""
    wanted = {each.employee_id: each for each in proposals}
    asked = {"calibration_id": calibration_id, "employee_ids": list(wanted)}
    held = {
        row["employee_id"]: row for row in _plain_rows(writer.frame("calibration_covered", asked))
    }
    _refuse("not_covered", set(wanted) - set(held))
    _refuse(
        "predicate",
        {
            each.employee_id
            for each in proposals
            if each.proposed_predicate is not None and each.proposed_predicate not in PREDICATES
        },
    )
    rows = [_row(each, held[number]) for number, each in wanted.items()]
    _refuse("reason", {row["employee_id"] for row in rows if not _has_its_reason(row)})
    # a person whom another tab left as this one wants is no conflict
    rows = [row for row in rows if _says(row) != _says(held[row["employee_id"]])]
    _refuse(
        "changed_elsewhere",
        {
            row["employee_id"]
            for row in rows
            if held[row["employee_id"]]["version"] > wanted[row["employee_id"]].seen_version
        },
    )
    return rows


def _row(proposal: Proposal, held: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is to be added about a person; a proposal equal to the result is none."""
    proposed = proposal.proposed_predicate
    return {
        "employee_id": proposal.employee_id,
        "current_predicate": held["predicate"],
        "former_predicate": held["proposed_predicate"],
        "proposed_predicate": None if proposed == held["predicate"] else proposed,
        "reason": (proposal.reason or "").strip() or None,
        "is_discussed": bool(proposal.is_discussed),
    }


def _has_its_reason(row: Mapping[str, Any]) -> bool:
    length = len(row["reason"] or "")
    return length <= LONGEST_REASON and (row["proposed_predicate"] is None or length > 0)


def _says(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row["proposed_predicate"], row["reason"], bool(row["is_discussed"])


def _refuse(problem: str, employee_ids: Set[int]) -> None:
    if employee_ids:
        raise CalibrationRefused(problem, sorted(employee_ids))


def _plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows with None for whatever is missing."""
    plain = frame.astype("object").where(frame.notna(), None)
    return [dict(zip(map(str, plain), row, strict=True)) for row in plain.itertuples(index=False)]
