"""Backup and restore: a folder of Parquet files with the schema and a checksum of every file.

A backup is taken from one snapshot while the dashboard runs. A restore reads it into a new file,
checks counts and the audit chain there, and only then puts it in place; it never overwrites data.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data import audit
from data.errors import BackupDamaged, StoreNotEmpty, StoreUnavailable
from data.store import Actor, Store, import_copy, open_store

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Backup:
    """What a backup holds."""

    directory: Path
    n_files: int
    n_appraisals: int
    audit_head: str  # last hash of the chain: keep it elsewhere to prove that nothing was cut off
    taken_at: str  # UTC, ISO
    broken_at: int | None = None  # event at which the copied chain breaks; None: it is whole


def take(store: Store, directory: Path, actor: Actor) -> Backup:
    """Write a checked copy of the store into a new or empty folder.

    Raises
    ------
    StoreNotEmpty
        If the folder holds something already.
    StoreUnavailable
        If the folder cannot be written.
    """
    directory = directory.absolute()
    if directory.exists() and any(directory.iterdir()):
        raise StoreNotEmpty(directory, "A backup")
    # A broken chain is copied as well, for whoever looks into it, but never silently.
    broken_at = audit.verify(store).broken_at
    # The event comes first, so that the copy's own chain says that it was taken.
    with store.write(actor) as writer:
        writer.audit("backup", "store", after={"folder": directory.name})
    partial = directory.with_name(directory.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        copied = store.copy_to(partial)
        backup = Backup(
            directory=directory,
            n_files=sum(1 for _ in partial.iterdir()),
            n_appraisals=copied.n_appraisals,
            audit_head=copied.audit_head or audit.GENESIS,
            taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
            broken_at=broken_at,
        )
        manifest = {
            "program": "timbang",
            "taken_at": backup.taken_at,
            "n_appraisals": backup.n_appraisals,
            "audit_head": backup.audit_head,
            "broken_at": broken_at,
            "files": {path.name: _sha256(path) for path in sorted(partial.iterdir())},
        }
        (partial / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        if directory.exists():
            directory.rmdir()
        partial.rename(directory)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise StoreUnavailable(directory) from error
    return backup


def restore(directory: Path, path: Path, actor: Actor) -> Backup:
    """Read a backup into a new store file at `path`.

    Raises
    ------
    BackupDamaged
        If a file is missing, altered, or the audit chain inside does not hold.
    StoreNotEmpty
        If `path` exists: a restore never overwrites.
    """
    directory, path = directory.absolute(), path.absolute()
    if path.exists():
        raise StoreNotEmpty(path, "A restore")
    manifest = _checked_manifest(directory)
    partial = path.with_name(path.name + ".partial")
    _remove(partial)
    try:
        import_copy(directory, partial)
        n_appraisals = _check_content(directory, partial, manifest)
        os.replace(partial, path)
    finally:
        _remove(partial)
    store = open_store(path)
    head = str(manifest["audit_head"])
    with store.write(actor) as writer:
        writer.audit("restore", "store", after={"folder": directory.name, "head": head})
    files = manifest["files"]
    n_files = len(files) if isinstance(files, dict) else 0
    return Backup(directory, n_files, n_appraisals, head, str(manifest["taken_at"]))


def _check_content(directory: Path, partial: Path, manifest: dict[str, object]) -> int:
    """Return the number of appraisals if it and the audit chain are as the manifest says."""
    copy = Store(partial)
    try:
        is_whole = audit.verify(copy).is_whole
        events = copy.frame("audit_events")
        n_appraisals = int(copy.value("count_appraisals"))
    finally:
        copy.close()
    # Opening may have added rule sets that the backup's program did not ship.
    known = events[events["via"] != "start"]["hash"].tolist()
    if not is_whole or not known or known[-1] != manifest.get("audit_head"):
        raise BackupDamaged(directory, "the audit chain inside does not hold")
    if n_appraisals != manifest.get("n_appraisals"):
        raise BackupDamaged(directory, "it holds another number of appraisals than it says")
    return n_appraisals


def _remove(partial: Path) -> None:
    for leftover in (partial, partial.with_name(partial.name + ".wal")):
        leftover.unlink(missing_ok=True)


def _checked_manifest(directory: Path) -> dict[str, object]:
    try:
        manifest: dict[str, object] = json.loads((directory / MANIFEST).read_text("utf-8"))
        files = manifest["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupDamaged(directory, f"{MANIFEST} is missing or unreadable") from error
    # The restore runs these two: without a checksum anything might stand in them.
    if not isinstance(files, dict) or not {"schema.sql", "load.sql"} <= files.keys():
        raise BackupDamaged(directory, f"{MANIFEST} does not list its files")
    for name, expected in files.items():
        file = directory / Path(str(name)).name
        if not file.is_file():
            raise BackupDamaged(directory, f"{file.name} is missing")
        if _sha256(file) != expected:
            raise BackupDamaged(directory, f"{file.name} was altered")
    return manifest


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
