"""A workbook to fill in for every kind of file: a sheet of headings and a sheet of explanations.

What it offers is what `kinds` knows, so a template reads back with every column understood.
"""

from __future__ import annotations

import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.importing.checks import ERROR, SKIP, WARNING, rules_of
from data.importing.kinds import Field, Kind, find_kind
from data.importing.reasons import REASONS

DATA_SHEET = "Data"
GUIDE_SHEET = "Petunjuk"
_LAST_ROW = 1_048_575  # 0-based; lists of allowed values hold for the whole column
_WIDEST = 38
_EFFECTS = {ERROR: "ditolak", SKIP: "dilewati", WARNING: "masuk"}
_EFFECTS_IN_ORDER = {level: place for place, level in enumerate(_EFFECTS)}


def template(kind_name: str) -> bytes:
    """Return an XLSX with the headings of a kind, one example row and what each column means."""
    kind = find_kind(kind_name)
    target = io.BytesIO()
    # Text that looks like a formula or a link stays text.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#E6ECF2", "border": 1, "num_format": "@"}
        )
        text = book.add_format({"num_format": "@"})
        example = book.add_format({"italic": True, "font_color": "#5F6B7A", "num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _write_data(book.add_worksheet(DATA_SHEET), kind, head=head, text=text, example=example)
        _write_guide(book.add_worksheet(GUIDE_SHEET), kind, head=head, wrapped=wrapped)
    return target.getvalue()


def _write_data(
    sheet: Worksheet, kind: Kind, *, head: Format, text: Format, example: Format
) -> None:
    for column, field in enumerate(kind.fields):
        width = min(_WIDEST, max(len(field.heading), len(field.example)) + 3)
        # Columns are text, so that a spreadsheet rounds no NIP and turns no III/c into a date.
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, field.heading, head)
        if field.example:
            sheet.write_string(1, column, field.example, example)
        if values := _choices(field):
            sheet.data_validation(
                1,
                column,
                _LAST_ROW,
                column,
                {"validate": "list", "source": values, "error_type": "warning"},
            )
    sheet.freeze_panes(1, 0)


def _write_guide(sheet: Worksheet, kind: Kind, *, head: Format, wrapped: Format) -> None:
    lines = (
        f"{kind.title}: cara mengisi lembar {DATA_SHEET}",
        f"Baris 2 pada lembar {DATA_SHEET} hanya contoh. Ganti dengan baris Anda sendiri.",
        "Urutan kolom bebas. Kolom yang tidak dipakai boleh dihapus. Satu baris satu catatan.",
    )
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
    first = len(lines) + 1
    for column, heading in enumerate(("Kolom", "Wajib", "Arti", "Isi yang diterima", "Contoh")):
        sheet.write_string(first, column, heading, head)
    for row, field in enumerate(kind.fields, start=first + 1):
        cells = (
            field.heading,
            "ya" if field.required else "",
            field.meaning,
            field.allowed,
            field.example,
        )
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, wrapped)
    _write_rules(sheet, kind, at=first + len(kind.fields) + 2, head=head, wrapped=wrapped)
    for column, width in enumerate((30, 10, 60, 50, 28)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(first + 1, 0)


def _write_rules(sheet: Worksheet, kind: Kind, *, at: int, head: Format, wrapped: Format) -> None:
    """List what the check of a file may find, and what happens to such a row."""
    for column, heading in enumerate(("Temuan pemeriksaan", "Baris itu")):
        sheet.write_string(at, column, heading, head)
    rules = sorted(rules_of(kind.name).items(), key=lambda rule: _EFFECTS_IN_ORDER[rule[1]])
    for row, (name, level) in enumerate(rules, start=at + 1):
        sheet.write_string(row, 0, REASONS[name], wrapped)
        sheet.write_string(row, 1, _EFFECTS[level], wrapped)


def _choices(field: Field) -> list[str]:
    """Return the allowed values where they are a plain list."""
    values = [value.strip() for value in field.allowed.split(",")]
    plain = len(values) > 2 and all(not any(c.isdigit() for c in value) for value in values)
    return values if plain and not any(" sampai " in value for value in values) else []
