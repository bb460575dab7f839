"""Looking after a store: demo city, backup, restore, audit chain."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from data import audit, backup, store
from data.commands.imports import target_path
from data.commands.outcome import DONE, REFUSED, Outcome
from data.importing import Progress
from data.store import DEMO_STORE, local_actor


def build_demo(arguments: Namespace, progress: Progress) -> Outcome:
    """Build the synthetic city in an empty store."""
    from data import demo  # names and offices of a city: only this command needs them

    path = store.named_path() or DEMO_STORE
    opened = store.open_store(path, create=True)
    chosen = {"seed": arguments.seed} if arguments.seed is not None else {}
    report = demo.build(
        opened, local_actor("command"), employees=arguments.employees, progress=progress, **chosen
    )
    if arguments.truth:
        truth = demo.truth(report.seed, arguments.employees)
        Path(arguments.truth).write_text(
            json.dumps(truth, indent=1, ensure_ascii=False), encoding="utf-8"
        )
    facts = {name: value for name, value in vars(report).items() if not isinstance(value, dict)}
    facts = {"store": str(path), **facts}
    return Outcome([f"{name}: {value}" for name, value in facts.items()], facts)


def take_backup(arguments: Namespace, progress: Progress) -> Outcome:
    """Write a checked copy of the store into a folder."""
    taken = backup.take(store.current(), Path(arguments.directory), local_actor("command"))
    return _about_backup(taken, "Backup written to")


def restore(arguments: Namespace, progress: Progress) -> Outcome:
    """Read a backup into a new store."""
    path = target_path()
    restored = backup.restore(Path(arguments.directory), path, local_actor("command"))
    return _about_backup(restored, f"Restored into {path} from")


def _about_backup(taken: backup.Backup, what: str) -> Outcome:
    value = {**asdict(taken), "directory": str(taken.directory)}
    lines = [
        f"{what} {taken.directory}: {taken.n_files} files, {taken.n_appraisals} appraisals.",
        f"Last hash of the audit trail: {taken.audit_head}",
    ]
    if taken.broken_at is not None:
        lines.append(
            f"Warning: the chain of the audit trail breaks at event {taken.broken_at}; an event was"
            " altered or removed. This copy will not be restored: compare with an earlier backup."
        )
    return Outcome(lines, value)


def verify_audit(arguments: Namespace, progress: Progress) -> Outcome:
    """Check the chain of the audit trail."""
    check = audit.verify(store.current())
    value = {**asdict(check), "is_whole": check.is_whole}
    if check.is_whole:
        return Outcome([f"{check.n_events} events, the chain is whole: {check.head}"], value, DONE)
    return Outcome(
        [
            f"The chain breaks at event {check.broken_at}: an event was altered or removed. "
            "Compare with the last backup."
        ],
        value,
        REFUSED,
    )
