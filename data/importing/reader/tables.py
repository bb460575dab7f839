"""What the reader hands on: tables of text with their columns, rows of the file and notes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Note:
    """Something passed over, filled in or taken from elsewhere.

    `what` is one of: title, blank, total, number_row, repeated_header, signature, section, example,
    filled_down, period_default, unit_as_agency, duplicate_column, several_periods,
    sensitive_column, unknown_column, numbers_not_levels, mapping_unused, hidden_sheet, no_table,
    renamed_file. `rows` are 1-based rows of the file, `detail` a label, sheet or value.
    """

    what: str
    rows: tuple[int, ...] = ()
    detail: str | None = None


@dataclass(frozen=True)
class Column:
    """One column of the file.

    `matched_by` is mapping, name, weak, content or neighbour where `field` is given; else
    mapping, ignored, sensitive, duplicate or, for an unknown heading, empty.
    """

    position: int  # 0-based; the text is in column c{position} of `cells`
    label: str
    field: str | None
    matched_by: str


@dataclass(frozen=True, eq=False)
class SheetTable:
    """One table found in a file."""

    kind: str
    sheet: str | None  # None for CSV and JSON
    encoding: str | None  # None for XLSX
    delimiter: str | None
    header_row: int  # 1-based row in the file of the (last) header row; JSON: 0
    columns: tuple[Column, ...]
    fields: pa.Table  # text columns named by field, only mapped ones; null where the cell is blank
    cells: pa.Table  # all columns as text, c0, c1 …; sensitive ones are there, but null
    row_numbers: pa.Int64Array  # int64; row in the file (JSON: 1-based record) per data row
    score_scale: int | None  # 100 or 120 where the heading says so
    notes: tuple[Note, ...] = ()

    @property
    def rows_read(self) -> int:
        """Number of data rows: no titles, headers, blank or total rows."""
        return self.cells.num_rows


@dataclass(frozen=True, eq=False)
class FileTables:
    """A file as read: every table of a known kind, and what was passed over."""

    file_name: str
    sha256: str
    format: str  # xlsx, csv, json
    tables: tuple[SheetTable, ...]
    notes: tuple[Note, ...] = ()


@dataclass(eq=False)
class Grid:
    """All cells of one sheet as columns of text, blank cells null, from the top of the file."""

    columns: list[pa.StringArray]
    row_numbers: Rows
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    labels: tuple[str, ...] | None = None  # JSON: the keys; there is no header row then
    merged: tuple[
        tuple[int, int, int, int], ...
    ] = ()  # first row, column, last row, column; 0-based
    n_cells: Rows | None = None  # CSV: cells a row has, blank ones at its end too
    notes: list[Note] = field(default_factory=list)

    @property
    def n_rows(self) -> int:
        """Number of rows from the top of the file to its last filled one."""
        return len(self.row_numbers)

    def top(self, n_rows: int) -> list[list[str | None]]:
        """Return the first rows as lists of cells."""
        columns = [column.slice(0, n_rows).to_pylist() for column in self.columns]
        return [list(row) for row in zip(*columns, strict=True)]

    def filled(self) -> list[Mask]:
        """Return for every column which cells are not blank."""
        return [np.asarray(column.is_valid()) for column in self.columns]
