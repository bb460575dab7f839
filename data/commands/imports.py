"""Files in: import, batches, undo, template, mappings."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from data import importing, store
from data.commands.outcome import DONE, REFUSED, Outcome, columns
from data.errors import DemoStore, InvalidMapping, StoreBusy
from data.importing import ImportReport, Prepared, Progress
from data.importing.templates import template
from data.store import OWN_STORE, Store, local_actor

ANALYSED = ("appraisals", "people")  # kinds whose rows an analysis run reads
RENEW = "Next, to bring the analysis up to date: python -m analytics run"


def target_path() -> Path:
    """Return where real rows go: never silently into the demo city."""
    named = store.named_path()
    return named if named is not None else OWN_STORE


def import_file(arguments: Namespace, progress: Progress) -> Outcome:
    """Take a file in, or say what would happen."""
    path = Path(arguments.file)
    into = store.current_path() if arguments.into_demo else target_path()
    opened, note = _open(into, dry_run=arguments.dry_run)
    if opened is not None and opened.is_demo and not arguments.into_demo:
        raise DemoStore(opened.path)
    prepared = importing.prepare(
        path,
        path.name,
        kind=arguments.kind,
        mapping=_mapping(arguments.mapping, opened),
        sheet=arguments.sheet,
        progress=progress,
        into=opened,
        without_store=opened is None,
    )
    would_write = prepared.rows_valid > 0 and (arguments.valid_rows or not prepared.rows_rejected)
    is_fine = prepared.already_imported or would_write
    report = prepared.report()
    if is_fine and not arguments.dry_run:
        # The store is created last: a bad file leaves nothing behind, not even an empty store.
        report = importing.commit(
            prepared,
            local_actor("command"),
            valid_rows_only=arguments.valid_rows,
            into_demo=arguments.into_demo,
            into=opened or store.open_store(into, create=True),
            progress=progress,
        )
    lines = [
        *_summary(prepared, report, dry_run=arguments.dry_run, is_fine=is_fine),
        *([RENEW] if report.batch is not None and report.kind in ANALYSED else []),
        *([note] if note else []),
    ]
    return Outcome(lines, report.as_json(), DONE if is_fine else REFUSED)


def _open(path: Path, *, dry_run: bool) -> tuple[Store | None, str | None]:
    """Open the store if there is one; a dry run does without one that is in use."""
    if not path.exists():
        return None, None
    try:
        return store.open_store(path), None
    except StoreBusy as error:
        if not dry_run:
            raise
        return None, f"Earlier files were not compared: {error}"


def _mapping(named: str | None, opened: Store | None) -> dict[str, str] | None:
    """Return a mapping from a JSON file, else the one saved under the name."""
    if named is None:
        return None
    path = Path(named)
    if path.is_file():
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InvalidMapping(f"{path.name} is no JSON: {error}.", label="", field="") from error
        if not isinstance(content, dict):
            raise InvalidMapping(
                f'{path.name} is no mapping. Expected {{"heading": "field", …}}.',
                label="",
                field="",
            )
        return {str(label): str(field or "") for label, field in content.items()}
    saved = importing.find_mapping(named, opened) if opened is not None else None
    if saved is None:
        raise InvalidMapping(
            f"'{named}' is neither a JSON file nor the name of a saved mapping.",
            label="",
            field="",
        )
    return saved


def _summary(
    prepared: Prepared, report: ImportReport, *, dry_run: bool, is_fine: bool
) -> list[str]:
    where = f", sheet {report.sheet}" if report.sheet else ""
    lines = [
        f"{report.file}: {report.kind}{where}, heading in row {report.header_row}",
        f"{report.rows_read} rows read, {report.rows_valid} valid, "
        f"{report.rows_rejected} rejected, {report.rows_skipped} skipped",
    ]
    if report.rules:
        levels = dict(zip(prepared.issues["rule"], prepared.issues["level"], strict=True))
        lines += columns(
            [(rule, levels.get(rule), n) for rule, n in report.rules.items()],
            ("rule", "level", "rows"),
        )
    errors = prepared.issues[prepared.issues["level"] == "error"].head(5)
    lines += [
        f"  row {row}: {rule}" + (f" in '{label}'" if isinstance(label, str) else "")
        for row, rule, label in zip(
            errors["row_number"], errors["rule"], errors["column"], strict=True
        )
    ]
    if len(prepared.similar_agencies):
        lines.append(
            f"{len(prepared.similar_agencies)} spellings of agencies look alike; "
            "see: python -m data agencies"
        )
    return [*lines, _verdict(prepared, report, dry_run=dry_run, is_fine=is_fine)]


def _verdict(prepared: Prepared, report: ImportReport, *, dry_run: bool, is_fine: bool) -> str:
    if report.already_imported:
        return f"The same file is in already, as import {prepared.imported_as}. Nothing changed."
    if not is_fine:
        if not report.rows_valid:
            return "Nothing was written: no row is valid. Mend the rows and import again."
        return (
            "Nothing was written. Mend the rejected rows and import again, "
            f"or take the other {report.rows_valid} with --valid-rows."
        )
    replaced = f", replacing {prepared.replaces}" if prepared.replaces else ""
    if dry_run:
        return f"{report.rows_valid} rows would be written{replaced}. Nothing was written."
    return f"Import {report.batch} written: {report.rows_valid} rows{replaced}."


def list_batches(arguments: Namespace, progress: Progress) -> Outcome:
    """List what was taken in."""
    found = store.current().frame("batches")
    rows = json.loads(found.to_json(orient="records", date_format="iso"))
    shown = [
        (
            row["batch_id"], row["kind"], row["file_name"], row["imported_at"][:16], row["actor"],
            row["rows_valid"], row["rows_rejected"], "undone" if row["undone_at"] else "",
        )
        for row in rows
    ]  # fmt: skip
    headings = ("import", "kind", "file", "at (UTC)", "by", "written", "rejected", "")
    lines = columns(shown, headings) if rows else ["Nothing was imported yet."]
    return Outcome(lines, [{**row, "rules": json.loads(row["rules"])} for row in rows])


def undo_batch(arguments: Namespace, progress: Progress) -> Outcome:
    """Take an import back."""
    importing.undo(arguments.batch, local_actor("command"), arguments.reason)
    return Outcome([f"Import {arguments.batch} was undone."], {"undone": arguments.batch})


def write_template(arguments: Namespace, progress: Progress) -> Outcome:
    """Write a workbook to fill in."""
    content = template(arguments.kind)
    path = Path(arguments.file)
    path.write_bytes(content)
    return Outcome([f"{path} written."], {"file": str(path), "kind": arguments.kind})


def write_rejected(arguments: Namespace, progress: Progress) -> Outcome:
    """Write the rejected rows of an import with their reasons."""
    path = Path(arguments.file)
    path.write_bytes(importing.rejected_workbook(arguments.batch, local_actor("command")))
    return Outcome([f"{path} written."], {"file": str(path), "batch": arguments.batch})
