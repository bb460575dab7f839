"""The rows that were not taken, as a workbook: as they stood, with what to mend in each."""

from __future__ import annotations

import io
import json

import xlsxwriter

from data import store
from data.errors import BatchNotFound
from data.importing.preparing import Prepared
from data.importing.reasons import REASONS
from data.store import Actor


def rejected_workbook(of: Prepared | int, actor: Actor | None = None) -> bytes:
    """Return the rejected rows of a file or of a batch as XLSX, each with its reasons.

    Raises
    ------
    BatchNotFound
    """
    if isinstance(of, Prepared):
        headings = [column.label for column in of.columns]
        rows = [(one.row_number, one.sheet, one.cells) for one in of.rejected_originals()]
        found = of.issues
        column = "column"
    else:
        opened = store.current()
        batch = opened.frame("importing/commit/one_batch", {"batch_id": of})
        if batch.empty:
            raise BatchNotFound(of, undone=False)
        headings = list(json.loads(batch["mapping"].iloc[0]))
        kept = opened.frame("rejected_rows", {"batch_id": of})
        rows = [
            (int(number), sheet, json.loads(cells))
            for number, sheet, cells in zip(
                kept["row_number"], kept["sheet"], kept["cells"], strict=True
            )
        ]
        found = opened.frame("batch_issues", {"batch_id": of})
        column = "column_label"
    errors = found[found["level"] == "error"]
    reasons: dict[tuple[int, object], list[str]] = {}
    for number, sheet, rule, label in zip(
        errors["row_number"], errors["sheet"], errors["rule"], errors[column], strict=True
    ):
        text = REASONS.get(rule, rule)
        where = f" ({label})" if isinstance(label, str) else ""
        key = (int(number), sheet if isinstance(sheet, str) else None)
        reasons.setdefault(key, []).append(text + where)
    return _workbook(headings, rows, reasons)


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
