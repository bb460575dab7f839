"""CSV: the separator, then all records as columns of text with their row in the file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data.errors import CellTooLong, DamagedFile
from data.importing.reader.cells import blank_to_null, text_array, without_text_mark
from data.importing.reader.header_search import best_match
from data.importing.reader.limits import HEADER_SEARCH_ROWS, MAX_CELL_CHARACTERS
from data.importing.reader.tables import Grid

DELIMITERS = (";", ",", "\t", "|")
# Beside the header, enough rows to know the width of the table.
_HEAD_RECORDS = HEADER_SEARCH_ROWS + 40
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
# A record must fit into one block of the column reader; no honest record is this long.
_BLOCK_BYTES = 16 * 1024 * 1024


def read_delimited(text: str, *, encoding: str, file_name: str, kind: str | None) -> Grid:
    """Return the records of a CSV text as a grid.

    The head is read record by record; the rest in one go into columns. Records whose number of
    cells is not the usual one come back from there by their row and are put in their places.
    """
    delimiter = find_delimiter(text, file_name, kind)
    head, head_end = _head_records(text, delimiter, file_name)
    width = _usual_width(head)
    body, odd = _body_columns(text[head_end:], delimiter, width, file_name)
    n_body = len(body[0]) + len(odd)
    n_head = len(head)
    odd_rows = {number + n_head: cells for number, cells in odd}
    listed = [(row, cells) for row, cells in enumerate(head, start=1)]
    listed += list(odd_rows.items())
    full_width = max([width, *(len(_trimmed(cells)) for _, cells in listed)])
    listed_columns = [
        text_array([cells[i] if i < len(cells) else None for _, cells in listed])
        for i in range(full_width)
    ]
    regular = np.setdiff1d(
        np.arange(n_head + 1, n_head + n_body + 1), np.fromiter(odd_rows, np.int64, len(odd_rows))
    )
    rows = np.concatenate([np.array([row for row, _ in listed], np.int64), regular])
    n_cells = np.concatenate(
        [np.array([len(cells) for _, cells in listed], np.int64), np.full(len(regular), width)]
    )
    order = np.argsort(rows, kind="stable")
    columns = []
    for i, top in enumerate(listed_columns):
        below = body[i] if i < width else pa.nulls(len(regular), pa.string())
        column = without_text_mark(pa.concat_arrays([top, below]))
        columns.append(column.take(order) if odd_rows else column)
    return Grid(
        columns,
        rows[order] if odd_rows else rows,
        encoding=encoding,
        delimiter=delimiter,
        n_cells=n_cells[order] if odd_rows else n_cells,
    )


def find_delimiter(text: str, file_name: str, kind: str | None) -> str:
    """Return the separator under which most headings are known, then the one with most columns."""
    first_line = text.split("\n", 1)[0].strip()
    if first_line[:4].casefold() == "sep=" and first_line[4:5] in DELIMITERS:
        return first_line[4]
    heads = {}
    torn: list[CellTooLong] = []
    for delimiter in DELIMITERS:
        try:
            heads[delimiter] = _head_records(text, delimiter, file_name)[0]
        except CellTooLong as error:  # the wrong separator may tear quotes
            torn.append(error)
    by_width = sorted(heads, key=lambda delimiter: -_usual_width(heads[delimiter]))
    best, most_found = next(iter(by_width), ";"), 0
    for delimiter in by_width:
        if max(map(len, heads[delimiter])) <= most_found:
            continue  # fewer columns than headings known already
        found = best_match(heads[delimiter], kind)
        if found > most_found:
            best, most_found = delimiter, found
    if torn and not most_found:
        raise torn[0]  # under no separator that holds is there a heading: the quotes are torn
    return best


def _head_records(text: str, delimiter: str, file_name: str) -> tuple[list[list[str]], int]:
    """Return the first records and where in the text the next one begins."""
    consumed = 0

    def lines() -> Iterator[str]:
        nonlocal consumed
        for match in _LINE.finditer(text):  # lazily: the text may be 50 MB
            consumed = match.end()
            yield match.group()

    records: list[list[str]] = []
    reader = csv.reader(lines(), delimiter=delimiter)
    try:
        for record in reader:
            records.append(record)
            if any(len(cell) > MAX_CELL_CHARACTERS for cell in record):
                raise CellTooLong(
                    file_name,
                    f"a cell has more than {MAX_CELL_CHARACTERS:,} characters. Shorten it, or "
                    "look for a quotation mark that is never closed.",
                    row=len(records),
                )
            if len(records) == _HEAD_RECORDS:
                break
    except csv.Error as error:
        # The csv module stops at a cell of 131,072 characters.
        raise CellTooLong(
            file_name,
            f"a cell has more than {MAX_CELL_CHARACTERS:,} characters. Shorten it, or look for "
            "a quotation mark that is never closed.",
            row=len(records) + 1,
        ) from error
    return records, consumed


def _usual_width(records: list[list[str]]) -> int:
    """Return the number of cells most records with several filled cells have."""
    widths = Counter(
        len(record) for record in records if sum(bool(cell.strip()) for cell in record) >= 2
    )
    if not widths:
        return max([1, *map(len, records)])
    return widths.most_common(1)[0][0]


def _trimmed(cells: list[str]) -> list[str]:
    """Return a record without the blank cells at its end."""
    last = max((i for i, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return cells[:last]


def _body_columns(
    text: str, delimiter: str, width: int, file_name: str
) -> tuple[list[pa.StringArray], list[tuple[int, list[str]]]]:
    """Return records of the usual width as columns, and the others with their 1-based place."""
    if not text:
        return [pa.array([], pa.string())] * width, []
    odd: list[tuple[int, list[str]]] = []

    def keep_apart(row: pa.csv.InvalidRow) -> Literal["skip"]:
        odd.append(
            (row.number or 0, next(csv.reader(io.StringIO(row.text), delimiter=delimiter), []))
        )
        return "skip"

    names = [f"c{i}" for i in range(width)]
    data = text.encode("utf-8", errors="surrogatepass")
    try:
        table = pa.csv.read_csv(
            io.BytesIO(data),
            # Threads would lose the numbers of odd rows.
            pa.csv.ReadOptions(column_names=names, use_threads=False, block_size=_BLOCK_BYTES),
            pa.csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=keep_apart,
            ),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise DamagedFile(
            file_name,
            "cannot be taken apart into rows; probably a quotation mark is never closed. "
            "Export the file again.",
        ) from error
    return [blank_to_null(_one_chunk(table.column(i))) for i in range(width)], odd


def _one_chunk(column: pa.ChunkedArray[pa.StringScalar]) -> pa.StringArray:
    # combine_chunks gives now an array, now a chunked one, by the number of chunks
    joined: pa.StringArray = pa.concat_arrays(column.chunks)  # type: ignore[assignment]  # stubs say Array
    return joined
