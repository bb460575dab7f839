"""XLSX: every visible sheet as a grid, after the container was found safe to unpack."""

from __future__ import annotations

import io
import itertools
import re
import struct
import zipfile
import zlib

import numpy as np
import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from data.errors import (
    DamagedFile,
    MacroWorkbook,
    PasswordProtected,
    SheetNotFound,
    TooManyColumns,
    UnsafeWorkbook,
    WrongFormat,
)
from data.importing.reader.cells import text_array
from data.importing.reader.limits import (
    MAX_COLUMNS,
    MAX_GRID_CELLS,
    MAX_UNPACK_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FREE_BYTES,
)
from data.importing.reader.tables import Grid, Note

# What the standard library raises for containers whose bytes make no sense.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
_ROWS_AT_ONCE = 20_000
_PIECE = 4 * 1024 * 1024
_OVERLAP = 512
# Most sheets end before column AA; looking for that is ten times as fast as reading the cells.
_BEYOND_Z = re.compile(rb' r="[A-Z]{2}')
# A cell with a value; cells that only carry a format may lie anywhere and cost nothing.
_WIDE_CELL = re.compile(rb'c [^<>]*?\br="([A-Z]{2,3})\d+"[^<>]*(?<!/)><(?:\w+:)?(?:v|is|f)\b')
_ROW = re.compile(rb'row [^<>]*?\br="(\d+)"[^<>]*(?<!/)>')


def read_workbook(
    data: bytes, file_name: str, *, sheet: str | None
) -> tuple[list[Grid], list[Note]]:
    """Return the grids of all visible sheets with cells, or of the sheet that was asked for."""
    check_container(data, file_name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _read_sheets(book, file_name, sheet)
    except PasswordError as error:
        raise _password(file_name) from error
    except CalamineError as error:
        raise _damaged(file_name) from error


def _read_sheets(
    book: CalamineWorkbook, file_name: str, wanted: str | None
) -> tuple[list[Grid], list[Note]]:
    sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if wanted is not None and wanted not in [one.name for one in sheets]:
        names = ", ".join(one.name for one in sheets)
        raise SheetNotFound(file_name, f"there is no such sheet. Sheets: {names}.", sheet=wanted)
    grids: list[Grid] = []
    notes: list[Note] = []
    for one in sheets:
        if wanted is not None and one.name != wanted:
            continue
        if wanted is None and one.visible != SheetVisibleEnum.Visible:
            notes.append(Note("hidden_sheet", detail=one.name))
            continue
        grid = _grid(book.get_sheet_by_name(one.name))
        if grid is None:
            notes.append(Note("no_table", detail=one.name))
        else:
            grids.append(grid)
    return grids, notes


def _grid(sheet: CalamineSheet) -> Grid | None:
    if sheet.start is None:
        return None
    first_column = sheet.start[1]
    rows = sheet.iter_rows()
    pieces: list[list[pa.StringArray]] = []
    while piece := list(itertools.islice(rows, _ROWS_AT_ONCE)):
        pieces.append([text_array(cells) for cells in zip(*piece, strict=True)])
    if not pieces or not pieces[0]:
        return None
    n_rows = sum(len(piece[0]) for piece in pieces)
    columns = [pa.nulls(n_rows, pa.string())] * first_column
    columns += [pa.concat_arrays(parts) for parts in zip(*pieces, strict=True)]
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Grid(columns, np.arange(1, n_rows + 1), sheet=sheet.name, merged=merged)


def check_container(data: bytes, file_name: str) -> None:
    """Refuse containers that are no plain workbook or would unpack to more than a table needs.

    Sizes written in a container may lie, and the workbook reader allocates a whole rectangle up
    to the last cell. So everything is unpacked once here, in pieces, and looked at.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            members = container.infolist()
            _check_members({member.filename for member in members}, file_name)
            _check_sizes(members, file_name)
            for member in members:
                _check_content(container, member, file_name)
    except _DAMAGE as error:
        raise _damaged(file_name) from error


def _damaged(file_name: str) -> DamagedFile:
    return DamagedFile(
        file_name, "the workbook is damaged and cannot be read. Open and save it again as XLSX."
    )


def _password(file_name: str) -> PasswordProtected:
    return PasswordProtected(
        file_name, "the workbook is protected by a password. Remove the password and save it again."
    )


def _check_members(names: set[str], file_name: str) -> None:
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise MacroWorkbook(
            file_name, "the workbook contains macros. Save it as XLSX without macros (.xlsx)."
        )
    if "xl/workbook.bin" in names:
        raise WrongFormat(
            file_name, "this is a binary workbook (.xlsb). Save it as XLSX.", looks_like="xlsb"
        )
    if "content.xml" in names and "mimetype" in names:
        raise WrongFormat(
            file_name, "this is an OpenDocument file (.ods). Save it as XLSX.", looks_like="ods"
        )
    if not any(name.casefold().startswith("xl/") for name in names):
        looks_like = "docx" if any(name.startswith("word/") for name in names) else "zip"
        raise WrongFormat(
            file_name,
            "this is no workbook. Save the table as XLSX or CSV; unpack an archive first.",
            looks_like=looks_like,
        )


def _check_sizes(members: list[zipfile.ZipInfo], file_name: str) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise _password(file_name)
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED_BYTES:
        raise UnsafeWorkbook(
            file_name,
            f"the workbook would unpack to {total / 1e6:,.0f} MB; at most "
            f"{MAX_UNPACKED_BYTES / 1e6:,.0f} MB are taken. Split the table over several files.",
        )
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > RATIO_FREE_BYTES and ratio > MAX_UNPACK_RATIO:
            raise UnsafeWorkbook(
                file_name,
                f"a part of the workbook unpacks to {ratio:,.0f} times its size, which no table "
                "does. Copy the table into a new workbook.",
            )


def _check_content(container: zipfile.ZipFile, member: zipfile.ZipInfo, file_name: str) -> None:
    """Unpack one part: a wrong size or checksum raises, and sheets are measured."""
    is_sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
    last_row = 0
    widths: set[bytes] = set()
    with container.open(member) as part:
        before = b""
        while piece := part.read(_PIECE):
            if not is_sheet:
                continue
            piece = before + piece
            rows = _ROW.findall(piece)
            last_row = max([last_row, *(int(row) for row in rows[-1:])])
            if _BEYOND_Z.search(piece):
                widths.update(_WIDE_CELL.findall(piece))
            before = piece[-_OVERLAP:]
    n_columns = max((_column_number(letters) for letters in widths), default=26)
    if n_columns > MAX_COLUMNS:
        raise TooManyColumns(
            file_name,
            f"a sheet has {n_columns} columns; an import takes at most {MAX_COLUMNS}. "
            "Keep only the columns of the table and save again.",
        )
    if last_row * n_columns > MAX_GRID_CELLS:
        raise UnsafeWorkbook(
            file_name,
            f"a sheet reaches to row {last_row}, far more cells than an import takes. Delete the "
            "empty rows below the table, or split the table over several files.",
            row=last_row,
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
