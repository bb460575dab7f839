"""Agencies spelt several ways: list them, merge two, keep two apart."""

from __future__ import annotations

from argparse import Namespace

from data import agencies, store
from data.commands.outcome import Outcome, columns
from data.importing import Progress
from data.scope import Scope
from data.store import local_actor


def list_agencies(arguments: Namespace, progress: Progress) -> Outcome:
    """List agencies, and the pairs that may be one."""
    opened = store.current()
    known = opened.frame("agency_sizes", {"agencies": None})
    scope = Scope(local_actor("command").name, frozenset({"administrator"}))
    pairs = agencies.similar_in(opened, scope)
    lines = columns(
        known[["agency_code", "name", "n_appraisals"]].values.tolist(),
        ("code", "name", "appraisals"),
    )
    if len(pairs):
        lines += ["", "May be one; merge with: python -m data merge GONE INTO --reason …"]
        lines += [
            f"  {one}: {name}  ~  {other}: {other_name}"
            for one, name, other, other_name in zip(
                pairs["agency_code"], pairs["name"], pairs["other_code"], pairs["other_name"],
                strict=True,
            )
        ]  # fmt: skip
    value = {"agencies": known.to_dict("records"), "similar": pairs.to_dict("records")}
    return Outcome(lines, value)


def merge(arguments: Namespace, progress: Progress) -> Outcome:
    """Let one agency stand for another."""
    agencies.merge_agencies(
        arguments.gone, arguments.into, local_actor("command"), arguments.reason
    )
    return Outcome(
        [f"{arguments.gone} is now {arguments.into}."],
        {"gone": arguments.gone, "into": arguments.into},
    )


def keep_apart(arguments: Namespace, progress: Progress) -> Outcome:
    """Record that two agencies are different."""
    agencies.keep_apart(arguments.one, arguments.other, local_actor("command"))
    return Outcome(
        [f"{arguments.one} and {arguments.other} stay apart."],
        {"apart": [arguments.one, arguments.other]},
    )
