"""The versions of the rules: shipped ones put into a store, corrected ones taken in, all kept.

The shipped ones lie beside the code that reads them (analytics/rules/*.json); here they are files,
not code. A shipped set that nobody corrected follows the program: a newer `edition` takes its place
when the store is opened. A corrected one stays as the agency wrote it.

What the numbers mean and whether they can be used is not known here: whoever takes a set in hands
over the check.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.errors import ReasonMissing, RuleSetChanged, RuleSetRefused

if TYPE_CHECKING:
    from data.store import Actor, Store

SHIPPED = Path(__file__).parent.parent / "analytics" / "rules"
ANYTHING = "*"  # no content of a rule set
IMPORTED = "import_rule_set"  # audit action; queries/rule_sets.sql looks for it

Check = Callable[[Mapping[str, object]], object]


@dataclass(frozen=True)
class TakenIn:
    """What taking a rule set in did."""

    rule_set_id: str
    name: str
    state: str  # added, replaced or unchanged
    changes: Mapping[str, tuple[object, object]]  # place → before and after, of a replaced one


def shipped() -> list[dict[str, str]]:
    """Return the values of table rule_set for every shipped set, oldest first."""
    return [_row(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.json"))]


def follow_shipped(opened: Store, actor: Actor) -> None:
    """Add shipped sets the store lacks; put newer editions of those nobody corrected."""
    sets = {each["rule_set_id"]: each for each in shipped()}
    held = {str(each["rule_set_id"]): each for each in opened.frame("rule_sets").to_dict("records")}
    missing = sorted(set(sets) - set(held))
    outdated = sorted(
        name
        for name in set(sets) & set(held)
        if not held[name]["is_corrected"]
        and _edition(sets[name]["content"]) > _edition(str(held[name]["content"]))
    )
    if not missing and not outdated:
        return
    with opened.write(actor) as writer:
        for name in (*missing, *outdated):
            writer.run("put_rule_set", sets[name])
        if missing:
            writer.audit("add_rule_sets", "rule_set", after=missing)
        if outdated:
            writer.audit("update_rule_sets", "rule_set", after=outdated)


def versions(opened: Store) -> pd.DataFrame:
    """Return the sets of a store: `rule_set_id, valid_from, name, content, is_corrected`."""
    return opened.frame("rule_sets")


def text_valid_on(day: dt.date, opened: Store | None) -> str:
    """Return the set valid on a day as JSON text; without a store the shipped one.

    Raises
    ------
    LookupError
        If there is no rule set at all.
    """
    if opened is not None:
        found = opened.frame("rule_set_valid_on", {"on": day})
        if not found.empty:
            return str(found["content"].iloc[0])
    sets = shipped()
    in_force = [each for each in sets if each["valid_from"] <= day.isoformat()]
    if not sets:
        raise LookupError("no rule set is shipped")
    return (in_force or sets[:1])[-1]["content"]


def take_in(
    text: str, actor: Actor, reason: str, *, check: Check, of: Store, seen: str | None = ANYTHING
) -> TakenIn:
    """Take a rule set in: a new version, or a correction of the one valid from the same day.

    Parameters
    ----------
    text : str
        The set as JSON.
    reason : str
        Stands in the audit trail; needed for a correction.
    check : callable
        Gets the set and raises if it cannot be used.
    seen : str, optional
        The content of that version as its writer saw it, None for no such version; left out, it
        does not matter.

    Raises
    ------
    RuleSetRefused
        If the text is no JSON object with a name and a first day.
    RuleSetChanged
        If the version is not what its writer saw.
    ReasonMissing
        If a version would be corrected without a reason.
    """
    content = parsed(text)
    check(content)
    row = _row(text)
    with of.write(actor) as writer:
        # inside the transaction: two corrections at once must see each other
        held = writer.frame("rule_sets").set_index("rule_set_id")["content"]
        if seen != ANYTHING and held.get(row["rule_set_id"]) != seen:
            raise RuleSetChanged(row["rule_set_id"])
        before = json.loads(held[row["rule_set_id"]]) if row["rule_set_id"] in held else None
        changes = {} if before is None else _differences(before, content)
        recorded = changes if before is not None else _new_in(content, held)
        state = "added" if before is None else "replaced" if changes else "unchanged"
        if state == "replaced" and not reason.strip():
            raise ReasonMissing(row["rule_set_id"], sorted(changes))
        if state != "unchanged":
            writer.run("put_rule_set", row)
        writer.audit(
            IMPORTED if state != "unchanged" else "import_same_rule_set",
            "rule_set",
            row["rule_set_id"],
            before={place: old for place, (old, _) in recorded.items()} or None,
            after={place: new for place, (_, new) in recorded.items()} or {"name": row["name"]},
            reason=reason.strip() or None,
        )
    return TakenIn(row["rule_set_id"], row["name"], state, changes)


def fingerprint(text: str) -> str:
    """Return what tells one content of a rule set from another (SHA-256)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def parsed(text: str) -> dict[str, object]:
    """Return the content of a rule file.

    Raises
    ------
    RuleSetRefused
        If it is no JSON object with a name and a first day.
    """
    try:
        content = json.loads(text)
    except ValueError as error:
        raise RuleSetRefused(f"is no JSON ({error})") from error
    if not isinstance(content, dict):
        raise RuleSetRefused("must be one JSON object with the sections of a rule set")
    for key in ("name", "valid_from"):
        if not isinstance(content.get(key), str):
            raise RuleSetRefused(f"has no '{key}'")
    try:
        dt.date.fromisoformat(content["valid_from"])
    except ValueError as error:
        raise RuleSetRefused("needs 'valid_from' as a date like 2023-01-31") from error
    return content


def _row(text: str) -> dict[str, str]:
    content = parsed(text)
    first_day = dt.date.fromisoformat(str(content["valid_from"])).isoformat()
    return {
        "rule_set_id": first_day,
        "valid_from": first_day,
        "name": str(content["name"]),
        "content": text,
    }


def _new_in(content: Mapping[str, object], held: pd.Series) -> dict[str, tuple[object, object]]:
    """Return in what a new version differs from the one it follows, if it follows one."""
    former = [name for name in sorted(held.index) if name < str(content["valid_from"])]
    return _differences(json.loads(held[former[-1]]), content) if former else {}


def _edition(text: str) -> int:
    """Return the edition of a shipped set; the first ones did not name theirs."""
    try:
        edition = json.loads(text).get("edition", 1)
    except (ValueError, AttributeError):
        return 1
    return edition if isinstance(edition, int) else 1


def _differences(
    before: object, after: object, place: str = ""
) -> dict[str, tuple[object, object]]:
    """Return the places in which two sets differ, each with both values."""
    if isinstance(before, dict) and isinstance(after, dict):
        found: dict[str, tuple[object, object]] = {}
        for key in [*before, *(each for each in after if each not in before)]:
            inner = f"{place}.{key}" if place else str(key)
            found |= _differences(before.get(key), after.get(key), inner)
        return found
    return {} if before == after else {place: (before, after)}
