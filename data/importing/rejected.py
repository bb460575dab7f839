"""The rows that were not taken, as a workbook: as they stood, with what to mend in each."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import pandas as pd
import xlsxwriter

from data import store
from data.errors import BatchNotFound
from data.importing.preparing import Prepared
from data.importing.reasons import REASONS
from data.store import Actor, Store


@dataclass(frozen=True)
class _Rejected:
    """The rejected rows of one file, and how the audit names what was asked for."""

    batch_id: int | None
    asked_for: dict[str, object]
    headings: list[str]
    rows: list[tuple[int, str | None, list[str | None]]]
    issues: pd.DataFrame  # row_number, sheet, rule, level, column


def rejected_workbook(of: Prepared | int, actor: Actor) -> bytes:
    """Return the rejected rows of a file or of a batch as XLSX, each with its reasons.

    They are about people: who took them away, which ones and how many is recorded first.

    Raises
    ------
    BatchNotFound
    """
    opened = store.current()
    found = _of_file(of) if isinstance(of, Prepared) else _of_batch(opened, of)
    content = _workbook(found.headings, found.rows, _reasons(found.issues))
    with opened.write(actor) as writer:
        writer.audit(
            "download",
            "rejected_rows",
            None if found.batch_id is None else str(found.batch_id),
            after={"format": "xlsx", "filter": found.asked_for, "rows": len(found.rows)},
        )
    return content


def _of_file(prepared: Prepared) -> _Rejected:
    return _Rejected(
        batch_id=None,
        asked_for={"file": prepared.file_name, "sha256": prepared.sha256},
        headings=[column.label for column in prepared.columns],
        rows=[(one.row_number, one.sheet, one.cells) for one in prepared.rejected_originals()],
        issues=prepared.issues,
    )


def _of_batch(opened: Store, batch_id: int) -> _Rejected:
    batch = opened.frame("importing/commit/one_batch", {"batch_id": batch_id})
    if batch.empty:
        raise BatchNotFound(batch_id, undone=False)
    # whole rows, to be mended and sent again: the download is recorded
    kept = opened.frame("rejected_rows", {"batch_id": batch_id, "may_see_names": True})
    issues = opened.frame("batch_issues", {"batch_id": batch_id})
    return _Rejected(
        batch_id=batch_id,
        asked_for={"batch": batch_id, "file": str(batch["file_name"].iloc[0])},
        headings=list(json.loads(batch["mapping"].iloc[0])),
        rows=[
            (int(number), sheet, json.loads(cells))
            for number, sheet, cells in zip(
                kept["row_number"], kept["sheet"], kept["cells"], strict=True
            )
        ],
        issues=issues.rename(columns={"column_label": "column"}),
    )


def _reasons(issues: pd.DataFrame) -> dict[tuple[int, object], list[str]]:
    """Return what is wrong with each row, by its number and sheet."""
    errors = issues[issues["level"] == "error"]
    reasons: dict[tuple[int, object], list[str]] = {}
    for number, sheet, rule, label in zip(
        errors["row_number"], errors["sheet"], errors["rule"], errors["column"], strict=True
    ):
        text = REASONS.get(rule, rule)
        where = f" ({label})" if isinstance(label, str) else ""
        key = (int(number), sheet if isinstance(sheet, str) else None)
        reasons.setdefault(key, []).append(text + where)
    return reasons


def _workbook(
    headings: list[str],
    rows: list[tuple[int, str | None, list[str | None]]],
    reasons: dict[tuple[int, object], list[str]],
) -> bytes:
    target = io.BytesIO()
    # Text that looks like a formula or a link stays text.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("Baris ditolak")
        text = book.add_format({"num_format": "@"})
        head = book.add_format({"bold": True, "num_format": "@"})
        n_columns = max([len(headings), *(len(cells) for _, _, cells in rows)])
        sheet.set_column(0, n_columns + 1, 22, text)
        for place in range(n_columns):
            label = headings[place] if place < len(headings) else ""
            sheet.write_string(0, place, label, head)
        # Reasons stand to the right, so that the table in front can be sent again as it is.
        sheet.write_string(0, n_columns, "Baris asal", head)
        sheet.write_string(0, n_columns + 1, "Alasan penolakan", head)
        for row, (number, name, cells) in enumerate(rows, start=1):
            for place, cell in enumerate(cells):
                if cell is not None:
                    sheet.write_string(row, place, cell, text)
            key = (number, name if isinstance(name, str) else None)
            where = f"{key[1]}: {number}" if key[1] else str(number)
            sheet.write_string(row, n_columns, where, text)
            sheet.write_string(row, n_columns + 1, "; ".join(reasons.get(key, [])), text)
        sheet.freeze_panes(1, 0)
    return target.getvalue()
