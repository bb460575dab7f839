"""Who may do what with a shortlist, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Any

import pandas as pd
import pyarrow as pa

from data.errors import AccessDenied, ShortlistRefused
from data.scope import Scope
from data.shortlist_order import Listed, lacking_reason
from data.shortlists.records import (
    APPROVED,
    APPROVERS,
    LONGEST_NAME,
    MOST_LISTED,
    OPEN,
    PROPOSED,
    WRITERS,
)

Rows = Callable[[str, Mapping[str, object]], pa.Table]


def check_role(scope: Scope, roles: tuple[str, ...]) -> None:
    """Refuse a reader who may see no persons or has none of the roles."""
    """Refuse a reader who may see no persons or has none of the roles."""
    if not scope.may_see_persons or not scope.roles.intersection(roles):
        raise AccessDenied("shortlist", roles)


def checked_name(name: str) -> str:
    """Return the name of a list with single spaces; refuse none and one too long."""
    """Return the name of a list with single spaces; refuse none and one too long."""
    text = " ".join(name.split())
    if not 0 < len(text) <= LONGEST_NAME:
        raise ShortlistRefused("name")
    return text


def check_people(scope: Scope, entries: pd.DataFrame) -> None:
    """Refuse an empty list, one too long, and people of other agencies than the reader's."""
    """Refuse an empty list, one too long, and people of other agencies than the reader's."""
    if entries.empty:
        raise ShortlistRefused("nobody")
    if len(entries) > MOST_LISTED:
        raise ShortlistRefused("too_many")
    if scope.agencies is not None:
        is_outside = ~entries["agency_code"].isin(list(scope.agencies))
        refuse("outside", {int(each) for each in entries.loc[is_outside, "employee_id"]})


def _held(ask: Rows, scope: Scope, shortlist_id: int) -> dict[str, Any]:
    """Return the facts of a list the reader may see."""
    asked = {"shortlist_id": shortlist_id, "agencies": scope.bound()["agencies"]}
    found: list[dict[str, Any]] = ask("shortlist_to_change", asked).to_pylist()
    if not found:
        raise ShortlistRefused("unknown")
    return found[0]


def own(ask: Rows, scope: Scope, shortlist_id: int, seen_version: int) -> dict[str, Any]:
    """Return the facts of the reader's own list, at the version the reader saw."""
    """Return the facts of the reader's own list, at the version the reader saw."""
    check_role(scope, WRITERS)
    held = _held(ask, scope, shortlist_id)
    if held["owner"] != scope.actor:
        raise ShortlistRefused("other_owner")
    _check_version(held, seen_version)
    return held


def own_open(ask: Rows, scope: Scope, shortlist_id: int, seen_version: int) -> dict[str, Any]:
    """Return the same where the list may still be chosen from."""
    """Return the same where the list may still be chosen from."""
    held = own(ask, scope, shortlist_id, seen_version)
    check_state(held, OPEN, "not_open")
    return held


def of_somebody_else(
    ask: Rows, scope: Scope, shortlist_id: int, seen_version: int
) -> dict[str, Any]:
    """Return a proposed list on which the reader may decide: four eyes."""
    check_role(scope, APPROVERS)
    held = _held(ask, scope, shortlist_id)
    if scope.actor in (held["owner"], held["proposed_by"]):
        raise ShortlistRefused("own_list")
    _check_version(held, seen_version)
    check_state(held, (PROPOSED,), "not_proposed")
    return held


def _check_version(held: Mapping[str, Any], seen_version: int) -> None:
    if held["version"] != seen_version:
        raise ShortlistRefused("changed_elsewhere")


def check_state(held: Mapping[str, Any], allowed: tuple[str, ...], problem: str) -> None:
    """Refuse a list in another state; an approved one says so."""
    """Refuse a list in another state; an approved one says so."""
    if held["state"] not in allowed:
        raise ShortlistRefused("approved" if held["state"] == APPROVED else problem)


def check_reasons(ask: Rows, held: Mapping[str, Any]) -> None:
    """Refuse a list nobody is taken from, or one against the order without a reason."""
    """Refuse a list nobody is taken from, or one against the order without a reason."""
    rows = ask("shortlist_held", {"shortlist_id": held["shortlist_id"]}).to_pylist()
    people = [Listed(**row) for row in rows]
    if not any(each.is_taken for each in people):
        raise ShortlistRefused("nobody_taken")
    refuse("reason", set(lacking_reason(people, held["places"])))


def refuse(problem: str, employee_ids: Set[int]) -> None:
    """Refuse because of some people, if there are any."""
    """Refuse because of some people, if there are any."""
    if employee_ids:
        raise ShortlistRefused(problem, sorted(employee_ids))
