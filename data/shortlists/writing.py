"""Saving a list and choosing from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
import pyarrow as pa

from data import rule_sets, store
from data.scope import Scope
from data.shortlists.checking import Rows, check_people, check_role, checked_name, own_open, refuse
from data.shortlists.deciding import note_decision
from data.shortlists.records import (
    DRAFT,
    ENTRY_COLUMNS,
    LONGEST_REASON,
    WRITERS,
    Basis,
    Choice,
    Criteria,
)
from data.store import Actor, Store

_CHOICE_COLUMNS: Mapping[str, pa.DataType] = {
    "employee_id": pa.int64(),
    "is_taken": pa.bool_(),
    "reason": pa.string(),
}


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
    check_role(scope, WRITERS)
    text = checked_name(name)
    check_people(scope, entries)
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
        note_decision(writer, number, 1, "create", DRAFT)
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


def _differing(
    ask: Rows, scope: Scope, shortlist_id: int, choices: Sequence[Choice], seen_version: int
) -> list[dict[str, Any]]:
    """Return the choices to add, after every check."""
    own_open(ask, scope, shortlist_id, seen_version)
    rows = ask("shortlist_held", {"shortlist_id": shortlist_id}).to_pylist()
    held = {row["employee_id"]: row for row in rows}
    wanted = {each.employee_id: each for each in choices}
    refuse("not_listed", set(wanted) - set(held))
    added = [
        {
            "employee_id": number,
            "is_taken": bool(each.is_taken),
            "was_taken": held[number]["is_taken"],
            "reason": (each.reason or "").strip() or None,
        }
        for number, each in sorted(wanted.items())
    ]
    refuse(
        "too_long",
        {row["employee_id"] for row in added if len(row["reason"] or "") > LONGEST_REASON},
    )
    return [
        row
        for row in added
        if (row["is_taken"], row["reason"])
        != (row["was_taken"], held[row["employee_id"]]["reason"])
    ]
