"""A table of people from a file: CSV read as text with its line numbers, or Parquet.

Only an empty cell is unknown: `NA` or `-` is a value like any other, and refused where it is none.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import InvalidColumn, UnreadableTable
from analytics.rules.eligibility import COLUMNS

DELIMITERS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True, eq=False)
class PeopleFile:
    """People as they stand in a file."""

    frame: pd.DataFrame  # the columns of eligibility.md that are there
    lines: Sequence[int] | None  # line of each row in a CSV file
    others: tuple[str, ...]  # columns nobody asked for


def read_people_file(path: str | Path) -> PeopleFile:
    """Read the columns of eligibility.md from a CSV or Parquet file.

    Raises
    ------
    UnreadableTable
        If the file is no table; a CSV row with more or fewer cells than the heading is named.
    InvalidColumn
        If a column stands twice, or holds lists or records.
    """
    path = Path(path)
    if not path.is_file():
        raise UnreadableTable(str(path), "there is no such file")
    is_parquet = path.suffix.lower() in (".parquet", ".pq")
    try:
        return _read_parquet(path) if is_parquet else _read_csv(path)
    except UnicodeDecodeError as error:
        raise UnreadableTable(str(path), "its text is not UTF-8") from error
    except (ValueError, OSError, csv.Error, pa.ArrowException) as error:
        lines = str(error).splitlines()
        raise UnreadableTable(str(path), lines[0] if lines else type(error).__name__) from error


def _read_csv(path: Path) -> PeopleFile:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = max(DELIMITERS, key=first.count)
        rows = csv.reader(file, delimiter=delimiter, strict=True)
        heading = [name.strip() for name in next(rows, [])]
        if not any(heading):
            raise UnreadableTable(str(path), "it is empty, or has no heading")
        _refuse_twice(heading)
        cells: list[list[str]] = []
        lines: list[int] = []
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue  # a blank line
            if len(row) != len(heading):
                raise UnreadableTable(
                    str(path),
                    f"row {len(cells) + 1} (line {rows.line_num} of the file) has {len(row)} "
                    f"cells, the heading has {len(heading)}; a cell with '{delimiter}' inside "
                    "needs quotation marks",
                )
            cells.append(row)
            lines.append(rows.line_num)
    known = {
        name: pd.Series([row[at] for row in cells], dtype=object)
        for at, name in enumerate(heading)
        if name in COLUMNS
    }
    return PeopleFile(pd.DataFrame(known), lines, _others(heading))


def _read_parquet(path: Path) -> PeopleFile:
    schema = pq.read_schema(path)
    _refuse_twice(schema.names)
    wanted = [name for name in schema.names if name in COLUMNS]
    for name in wanted:
        kind = schema.field(name).type
        if pa.types.is_nested(kind):
            raise InvalidColumn(name, f"it holds {kind}; one value a row is needed.")
    table = pq.read_table(path, columns=wanted)
    # as Python values, so that whole numbers with gaps stay whole and dates stay dates
    frame = pd.DataFrame(
        {name: pd.Series(table[name].to_pylist(), dtype=object) for name in wanted}
    )
    return PeopleFile(frame, None, _others(schema.names))


def _refuse_twice(names: Sequence[str]) -> None:
    for name in names:
        if name in COLUMNS and list(names).count(name) > 1:
            raise InvalidColumn(name, "stands in the table twice. Keep one of them.")


def _others(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in COLUMNS)
