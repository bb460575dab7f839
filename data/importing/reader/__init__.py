"""Reading a file as offices send it: any layout in, text by canonical field out.

`read_file` is the only entrance. A file becomes grids (workbook.py, delimited.py, records.py); in
each the header is looked for (header_search.py), its columns are given to fields (columns.py) and
its rows sorted into data and decoration (rows.py); assemble.py puts the table together. Values
stay text: what they mean is for the import rules.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from data.errors import EmptyFile, HeaderNotFound, NoDataRows
from data.importing.kinds import find_kind
from data.importing.reader.assemble import assemble
from data.importing.reader.cells import check_cells
from data.importing.reader.delimited import read_delimited
from data.importing.reader.formats import detect_format, load
from data.importing.reader.records import read_records
from data.importing.reader.tables import Column, FileTables, Grid, Note, SheetTable
from data.importing.reader.text import decode
from data.importing.reader.workbook import read_workbook

__all__ = ["Column", "FileTables", "Note", "SheetTable", "read_file"]


def read_file(
    source: Path | bytes,
    file_name: str,
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> FileTables:
    """Return every table of a known kind in a file.

    Parameters
    ----------
    source : Path or bytes
    file_name : str
        The name the user knows the file by; stands in every message.
    kind : str, optional
        Kind of all tables in the file; else each is told by its header.
    mapping : mapping of heading to field, optional
        Wins over the known headings; an empty field means the column is not wanted.
    sheet : str, optional
        Only this sheet of a workbook, even a hidden one.

    Raises
    ------
    UnreadableFile
        A kind of it for every reason a file cannot be read; nothing is guessed.
    UnknownKind, InvalidMapping
    """
    if kind is not None:
        find_kind(kind)
    data = load(source, file_name)
    form = detect_format(data, file_name)
    grids, notes = _grids(data, form, file_name, kind=kind, sheet=sheet)
    if form != "xlsx" and Path(file_name).suffix.casefold() in {".xlsx", ".xls"}:
        notes.append(Note("renamed_file", detail=form))
    tables: list[SheetTable] = []
    not_found: list[HeaderNotFound | NoDataRows] = []
    for grid in grids:
        check_cells(grid, file_name)
        try:
            tables.append(assemble(grid, file_name, kind=kind, mapping=mapping or {}))
        except (HeaderNotFound, NoDataRows) as error:
            # A cover sheet is no fault as long as another sheet holds a table.
            not_found.append(error)
            notes.append(Note("no_table", detail=grid.sheet))
    if not tables:
        if not not_found:
            raise EmptyFile(file_name, "no visible sheet has a filled cell. Export it again.")
        raise max(not_found, key=_how_near)
    return FileTables(
        file_name, hashlib.sha256(data).hexdigest(), form, tuple(tables), tuple(notes)
    )


def _grids(
    data: bytes, form: str, file_name: str, *, kind: str | None, sheet: str | None
) -> tuple[list[Grid], list[Note]]:
    if form == "xlsx":
        return read_workbook(data, file_name, sheet=sheet)
    text, encoding = decode(data, file_name)
    if form == "json":
        return [read_records(text, encoding=encoding, file_name=file_name)], []
    return [read_delimited(text, encoding=encoding, file_name=file_name, kind=kind)], []


def _how_near(error: HeaderNotFound | NoDataRows) -> tuple[int, int]:
    """Rank what kept sheets from being tables: a header without rows is nearest to one."""
    if isinstance(error, NoDataRows):
        return 2, 0
    return 1, len(error.found) - len(error.missing)
