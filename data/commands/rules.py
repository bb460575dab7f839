"""The rule set as a file: written for correcting, read back with a reason.

Part of the entry point: only here does `data` ask `analytics` whether a set can be used, and only
while a set is taken in.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from data import rule_sets, store
from data.commands.outcome import Outcome
from data.errors import RuleSetRefused
from data.importing import Progress
from data.store import Store, local_actor


def export_rules(arguments: Namespace, progress: Progress) -> Outcome:
    """Write the rule set valid on a day as JSON."""
    on = arguments.on or datetime.now(UTC).date()
    path = store.current_path()
    opened = store.open_store(path) if path.exists() else None
    text = rule_sets.text_valid_on(on, opened)
    out = Path(arguments.file)
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, out)
    finally:
        partial.unlink(missing_ok=True)
    content = rule_sets.parsed(text)
    value = {"path": str(out), "name": content["name"], "valid_from": content["valid_from"]}
    source = "" if opened else " There is no store yet; this is the shipped set."
    return Outcome(
        [f"{value['name']}, valid from {value['valid_from']}, written to {out}.{source}"], value
    )


def import_rules(arguments: Namespace, progress: Progress) -> Outcome:
    """Take a rule set in, if it can be used."""
    try:
        text = Path(arguments.file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleSetRefused("is not UTF-8 text") from error
    content = rule_sets.parsed(text)
    _check(content)  # before a store is created
    taken = rule_sets.take_in(
        text, local_actor("command"), arguments.reason, check=_check, of=_store()
    )
    lines = [f"{taken.name}, valid from {taken.rule_set_id}: {taken.state}."]
    lines += [f"  {place}: {old} → {new}" for place, (old, new) in taken.changes.items()]
    value = {
        "rule_set_id": taken.rule_set_id,
        "name": taken.name,
        "state": taken.state,
        "changes": {place: list(both) for place, both in taken.changes.items()},
    }
    return Outcome(lines, value)


def _store() -> Store:
    """Return the store in use; one that is named but not there yet is made, as by an import."""
    return store.current(create=store.named_path() is not None)


def _check(content: Mapping[str, object]) -> None:
    from analytics.errors import InvalidRuleSet  # above this layer: see the head of the module
    from analytics.rules.rule_set import parse, promotion_of

    try:
        promotion_of(parse(content))
    except InvalidRuleSet as error:
        raise RuleSetRefused(f"cannot be used: {error.place} {error.problem}") from error
