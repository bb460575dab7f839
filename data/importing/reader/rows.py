"""Which rows below a header are data, and what merged or left-out cells stand for.

Ordinary rows are told in whole columns: they carry a number in the key column. Only the few
others are looked at one by one: blank rows, number rows, headers again, totals, signatures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.importing.headers import fold
from data.importing.reader.header_search import Header
from data.importing.reader.tables import Column, Grid, Mask, Note

# A number of nine digits or more, however it is grouped; "NIP. 1980…" is a signature.
_LONG_NUMBER = r"^[^A-Za-z]*(\d[^0-9A-Za-z]{0,3}){9}"
_ORDINAL = re.compile(r"^\(?\s*(\d{1,3})\s*\)?(?:\s*=.*)?$")
_TOTAL = re.compile(
    r"^\W*(?:(?:sub|grand)[\s\-]*)?(?:jumlah|total|rata\W{0,3}rata|rerata|average|sum)\b",
    re.IGNORECASE,
)
_NUMBERISH = re.compile(
    r"^[\d\s.,%:;/()+\-=]*(?:orang|pegawai|asn|pns|pppk|unit|opd|rp\.?)?[\d\s.,%()\-]*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^\W*(?:mengetahui|menyetujui|mengesahkan|ditetapkan|disahkan|dibuat|diperiksa|an\.|a\.n|u\.b|"
    r"ttd|tanda tangan|nip\W|catatan|keterangan\b|ket\b|sumber\b|dicetak|pejabat penilai kinerja,)"
    r"|^[\w .]{3,40},\s*(?:tanggal\s*)?\d{0,2}\s*[a-z]{3,10}\s*\d{4}\W*$",
    re.IGNORECASE,
)
# Rows with fewer of the usual number of filled cells are titles or signatures when they stand
# outside the data.
_SPARSE_SHARE = 0.35
# "A. Dinas Kesehatan" above the rows of that agency: a name, perhaps with a letter or number.
_SECTION_CELLS = 2
_LISTED = re.compile(r"^\(?(?:\d{1,3}|[A-Z]|[IVX]{1,5})[.)]?$", re.IGNORECASE)


@dataclass(eq=False)
class RowKinds:
    """What each row below the header is, while it is being found out."""

    is_data: Mask
    noted: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def pass_over(self, what: str, row: int) -> None:
        """Take a row out of the data and remember why."""
        self.is_data[row] = False
        self.noted[what].append(row)


def find_data_rows(
    grid: Grid, header: Header, columns: Sequence[Column]
) -> tuple[Mask, list[Note]]:
    """Return a mask over all rows of the grid, and notes on the rows passed over."""
    start = header.last + 1
    n_rows = grid.n_rows
    filled = np.zeros(n_rows, dtype=np.int64)
    for mask in grid.filled():
        filled += mask
    kinds = RowKinds(np.arange(n_rows) >= start)
    for row in np.flatnonzero(filled[:start]):
        if row < header.first:
            kinds.noted["title"].append(int(row))
    for row in np.flatnonzero((filled == 0) & kinds.is_data):
        kinds.pass_over("blank", int(row))
    ordinary = _ordinary_rows(grid, header, columns) & kinds.is_data
    others = np.flatnonzero(kinds.is_data & ~ordinary)
    typical = filled[ordinary if ordinary.any() else kinds.is_data]
    usual = int(np.median(typical)) if len(typical) else 0
    _classify_others(grid, header, columns, kinds, others, filled=filled, usual=usual)
    _pass_over_example(grid, header, columns, kinds)
    notes = [
        Note(what, tuple(int(grid.row_numbers[row]) for row in sorted(rows)))
        for what, rows in kinds.noted.items()
        if rows
    ]
    return kinds.is_data, notes


def _ordinary_rows(grid: Grid, header: Header, columns: Sequence[Column]) -> Mask:
    """Tell the rows that carry a long number in the key column of the kind."""
    keys = [one.position for one in columns if one.field and one.field == header.kind.key]
    if not keys:
        return np.zeros(grid.n_rows, dtype=bool)
    matched = pc.match_substring_regex(grid.columns[keys[0]], _LONG_NUMBER)
    return np.asarray(matched.fill_null(False))


def _classify_others(
    grid: Grid,
    header: Header,
    columns: Sequence[Column],
    kinds: RowKinds,
    others: npt.NDArray[np.int64],
    *,
    filled: npt.NDArray[np.int64],
    usual: int,
) -> None:
    if not len(others):
        return
    cells = list(zip(*(column.take(others).to_pylist() for column in grid.columns), strict=True))
    headings = [{fold(part) for part in parts} for parts in header.parts]
    sparse_below = max(2, int(np.ceil(_SPARSE_SHARE * usual)))
    sparse: dict[int, tuple[str | None, ...]] = {}
    short: dict[int, tuple[str | None, ...]] = {}
    signed: set[int] = set()
    for row, values in zip(others.tolist(), cells, strict=True):
        if _is_number_row(values):
            kinds.pass_over("number_row", row)
        elif _is_header_again(values, headings):
            kinds.pass_over("repeated_header", row)
        elif _is_total(values):
            kinds.pass_over("total", row)
        else:
            if any(value and _SIGNATURE.search(value.strip()) for value in values):
                signed.add(row)
            if filled[row] < sparse_below:
                sparse[row] = values
            if filled[row] <= _SECTION_CELLS:
                short[row] = values
    _pass_over_outside(kinds, sparse, signed)
    _pass_over_sections(grid, columns, kinds, short)


def _is_number_row(values: Sequence[str | None]) -> bool:
    """Tell the row 1, 2, 3 … below a header: column numbers, or counting from 1."""
    numbers: list[int] = []
    places: list[int] = []
    for place, value in enumerate(values, start=1):
        if value is None:
            continue
        match = _ORDINAL.match(value.strip())
        if match is None:
            return False
        numbers.append(int(match.group(1)))
        places.append(place)
    if len(numbers) < 2:
        return False
    return numbers == list(range(1, len(numbers) + 1)) or (len(numbers) > 2 and numbers == places)


def _is_header_again(values: Sequence[str | None], headings: Sequence[set[str]]) -> bool:
    filled = [(fold(value), names) for value, names in zip(values, headings, strict=True) if value]
    same = sum(value in names for value, names in filled)
    return same >= 2 and same >= 0.6 * len(filled)


def _is_total(values: Sequence[str | None]) -> bool:
    texts = [value.strip() for value in values if value and not _NUMBERISH.match(value.strip())]
    return bool(texts) and all(_TOTAL.match(text) for text in texts[:1]) and len(texts) == 1


def _pass_over_outside(
    kinds: RowKinds, sparse: dict[int, tuple[str | None, ...]], signed: set[int]
) -> None:
    """Take out what follows the last data row, and titles before a header that comes again."""
    data: list[int] = np.flatnonzero(kinds.is_data).tolist()
    solid = [row for row in data if row not in sparse and row not in signed]
    last = solid[-1] if solid else -1
    for row in data:
        if row > last and (row in sparse or row in signed):
            kinds.pass_over("signature", row)
    headers = set(kinds.noted["repeated_header"])
    for row in sorted(sparse, reverse=True):
        following = row + 1
        while following < len(kinds.is_data) and following in set(kinds.noted["blank"]):
            following += 1
        if kinds.is_data[row] and (following in headers):
            kinds.pass_over("title", row)
            headers.add(row)


def _pass_over_sections(
    grid: Grid,
    columns: Sequence[Column],
    kinds: RowKinds,
    short: dict[int, tuple[str | None, ...]],
) -> None:
    """Take out a row that only names the agency of the rows below it, when they name it too."""
    agency = next((one.position for one in columns if one.field == "agency"), None)
    if agency is None:
        return
    for row, values in short.items():
        texts = {fold(value) for value in values if value and not _LISTED.match(value.strip())}
        below = np.flatnonzero(kinds.is_data[row + 1 :])
        if not kinds.is_data[row] or len(texts) != 1 or not len(below):
            continue
        named = grid.columns[agency][int(row + 1 + below[0])].as_py()
        if named and texts == {fold(named)}:
            kinds.pass_over("section", row)


def _pass_over_example(
    grid: Grid, header: Header, columns: Sequence[Column], kinds: RowKinds
) -> None:
    """Take out the example row of a template when rows of the office's own follow it."""
    data = np.flatnonzero(kinds.is_data)
    examples = {one.name: one.example for one in header.kind.fields if one.example}
    if len(data) < 2:
        return
    row = int(data[0])
    cells = {
        one.field: grid.columns[one.position][row].as_py()
        for one in columns
        if one.field in examples
    }
    filled = {name: cell for name, cell in cells.items() if cell}
    same = sum(cell.strip() == examples[name] for name, cell in filled.items())
    if same >= 4 and same >= 0.9 * len(filled):
        kinds.pass_over("example", row)


def fill_merged(grid: Grid, is_data: Mask) -> list[Note]:
    """Let the first cell of a merged range stand for the data rows the range covers."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    first_data = int(is_data.argmax()) if is_data.any() else len(is_data)
    for top, left, bottom, _ in grid.merged:
        if bottom > top and bottom >= first_data and left < len(grid.columns):
            spans[left].append((top, min(bottom, grid.n_rows - 1)))
    filled = np.zeros(grid.n_rows, dtype=bool)
    for position, ranges in spans.items():
        origin = np.arange(grid.n_rows)
        for top, bottom in ranges:
            if is_data[top]:
                origin[top : bottom + 1] = top
                filled[top + 1 : bottom + 1] = True
        grid.columns[position] = grid.columns[position].take(origin)
    return _filled_note(grid, set(np.flatnonzero(filled & is_data).tolist()))


def fill_down(grid: Grid, is_data: Mask, header: Header, columns: Sequence[Column]) -> list[Note]:
    """Let a value stand for the blank cells below it where a column was clearly merged.

    So it is when the first data row is filled, enough cells are blank, and no two rows in a row
    carry the same value: a list kept cell by cell repeats it. Inner groups are filled only as far
    as the outer ones stay the same. A workbook that merges cells says itself which belong
    together; its blank cells are blank.
    """
    by_field = {one.field: one.position for one in columns if one.field}
    rows = np.flatnonzero(is_data)
    if not len(rows) or any(bottom > rows[0] for _, _, bottom, _ in grid.merged):
        return []
    filled: set[int] = set()
    group_starts = np.zeros(len(rows), dtype=bool)
    group_starts[0] = True
    for group in header.kind.fill_down:
        positions = [by_field[name] for name in group.fields if name in by_field]
        if not positions:
            continue
        lead = grid.columns[positions[0]].take(rows)
        if _was_merged(lead, group_starts, group.blank_share):
            starts = np.asarray(lead.is_valid()) | group_starts
            for position in positions:
                filled |= _fill_column(grid, position, rows, starts)
        group_starts |= _changes(grid.columns[positions[0]].take(rows))
    return _filled_note(grid, filled)


def _was_merged(column: pa.StringArray, starts: Mask, blank_share: float) -> bool:
    valid = np.asarray(column.is_valid())
    if not valid[0] or valid.all() or 1 - valid.mean() < blank_share:
        return False
    again = np.asarray(pc.equal(column.slice(1), column.slice(0, len(column) - 1)).fill_null(False))
    return not (again & ~starts[1:]).any()


def _changes(column: pa.StringArray) -> Mask:
    same = pc.equal(column.slice(1), column.slice(0, len(column) - 1)).fill_null(False)
    return np.concatenate([[True], ~np.asarray(same)])


def _fill_column(grid: Grid, position: int, rows: npt.NDArray[np.int64], starts: Mask) -> set[int]:
    column = grid.columns[position]
    valid = np.asarray(column.is_valid())[rows]
    # The last filled row, but never from before the group a row belongs to.
    source = np.maximum.accumulate(np.where(valid | starts, np.arange(len(rows)), 0))
    origin = np.arange(grid.n_rows)
    origin[rows] = rows[source]
    grid.columns[position] = column.take(origin)
    return set(rows[~valid & valid[source]].tolist())


def _filled_note(grid: Grid, rows: set[int]) -> list[Note]:
    if not rows:
        return []
    return [Note("filled_down", tuple(int(grid.row_numbers[row]) for row in sorted(rows)))]
