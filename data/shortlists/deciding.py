"""Handing a list over for approval, taking it back, approving and returning it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import store
from data.errors import ShortlistRefused
from data.scope import Scope
from data.shortlists.checking import check_reasons, check_state, of_somebody_else, own, own_open
from data.shortlists.records import APPROVED, DRAFT, LONGEST_REASON, PROPOSED, RETURNED
from data.store import Actor, Store, Writer


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
        held = own_open(writer.arrow, scope, shortlist_id, seen_version)
        check_reasons(writer.arrow, held)
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
        held = own(writer.arrow, scope, shortlist_id, seen_version)
        check_state(held, (PROPOSED,), "not_proposed")
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
        held = of_somebody_else(writer.arrow, scope, shortlist_id, seen_version)
        check_reasons(writer.arrow, held)
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
        held = of_somebody_else(writer.arrow, scope, shortlist_id, seen_version)
        if not 0 < len(text) <= LONGEST_REASON:
            raise ShortlistRefused("note")
        return _move(writer, held, "return", RETURNED, note=text, changed_since=changed_since)


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
    note_decision(writer, number, version, action, state, note=note, changed_since=changed_since)
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


def note_decision(
    writer: Writer,
    shortlist_id: int,
    version: int,
    action: str,
    state: str,
    *,
    note: str | None = None,
    changed_since: Sequence[str] = (),
) -> None:
    """Add the event of a decision: who put the list into which state, and why."""
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
