"""Cell values as text, the way the file means them, and the checks every cell must pass."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import CellTooLong, NulBytes, TooManyColumns
from data.importing.reader.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS
from data.importing.reader.tables import Grid

# The signs a formula begins with, the full-width ones too, behind spaces or further marks.
_TEXT_MARK = r"(?s)\A'((?:[ \x{00a0}]*')*[ \x{00a0}]*[=+\-@\t\r\n＝＋－＠].*)"


def number_text(number: float) -> str:
    """Return a spreadsheet number with the 15 digits it has, never in powers of ten.

    An 18-digit NIP kept as a number has lost its last digits; it comes out as 18 digits ending
    in 000, as the spreadsheet shows it, not as whatever binary fraction is nearest.
    """
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = format(number, ".15g")
    if "e" in text and abs(number) >= 1e15 and abs(number) < 1e40:
        return format(Decimal(text), "f")
    return text


def cell_text(cell: object) -> str | None:
    """Return one cell of a workbook or record as text, None for a missing one."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return number_text(cell) if np.isfinite(cell) else None
    if isinstance(cell, datetime.datetime):
        at_midnight = cell.time() == datetime.time.min
        return cell.date().isoformat() if at_midnight else cell.isoformat(sep=" ")
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    if isinstance(cell, (dict, list)):
        return json.dumps(cell, ensure_ascii=False)
    return str(cell)


def text_array(cells: Sequence[object]) -> pa.StringArray:
    """Return a column of cells as text; blank ones are null."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return blank_to_null(pa.array(cells, pa.string()))
    if kinds <= {str, float}:
        # Numbers repeat, and writing one out is slow. Not with bool and int: True == 1 == 1.0.
        texts = {cell: cell_text(cell) for cell in set(cells)}
        return blank_to_null(pa.array([texts[cell] for cell in cells], pa.string()))
    return blank_to_null(pa.array([cell_text(cell) for cell in cells], pa.string()))


def blank_to_null(column: pa.StringArray) -> pa.StringArray:
    """Return a text column in which cells of nothing but white space are null."""
    blank = pc.equal(pc.utf8_trim_whitespace(column), pa.scalar(""))
    if not pc.any(blank).as_py():
        return column
    nulled: pa.StringArray = pc.if_else(blank, pa.scalar(None, pa.string()), column)
    return nulled


def without_text_mark(column: pa.StringArray) -> pa.StringArray:
    """Take off the apostrophe that a CSV of ours puts before text a spreadsheet would run.

    Only there: 'Abdul is a name. Workbooks have types and need no mark.
    """
    if not pc.any(pc.starts_with(column, "'")).as_py():
        return column
    unmarked: pa.StringArray = pc.replace_substring_regex(column, _TEXT_MARK, r"\1")
    return unmarked


def check_cells(grid: Grid, file_name: str) -> None:
    """Refuse a grid with too many columns, too long a cell or NUL characters."""
    if len(grid.columns) > MAX_COLUMNS:
        raise TooManyColumns(
            file_name,
            f"{len(grid.columns)} columns; an import takes at most {MAX_COLUMNS}. "
            "Keep only the columns of the table and export again.",
            sheet=grid.sheet,
        )
    for position, column in enumerate(grid.columns):
        lengths = pc.utf8_length(column)
        longest = pc.max(lengths).as_py()
        if longest is not None and longest > MAX_CELL_CHARACTERS:
            raise CellTooLong(
                file_name,
                f"a cell has {longest:,} characters; at most {MAX_CELL_CHARACTERS:,} fit in a "
                "cell. Shorten it, or look for a quotation mark that is never closed.",
                sheet=grid.sheet,
                row=int(grid.row_numbers[pc.index(lengths, longest).as_py()]),
                column=column_name(grid, position),
            )
        # A scalar kernel over the raw bytes: cheap beside reading them.
        has_nul = pc.match_substring(column, "\x00")
        if pc.any(has_nul).as_py():
            raise NulBytes(
                file_name,
                "a cell contains the character NUL, which no text has; the file is damaged. "
                "Export it again.",
                sheet=grid.sheet,
                row=int(grid.row_numbers[pc.index(has_nul, True).as_py()]),
                column=column_name(grid, position),
            )


def column_name(grid: Grid, position: int) -> str:
    """Return a name for a column whose heading is not known: its key, or its letters."""
    if grid.labels is not None:
        return grid.labels[position]
    letters = ""
    rest = position + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
