"""From a grid to the table of a kind: header, columns, data rows, period of the title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import HeaderNotFound, KindAmbiguous, NoDataRows, RaggedRow
from data.importing.headers import check_mapping, fold, score_scale
from data.importing.kinds import KINDS, find_kind
from data.importing.reader.cells import number_text
from data.importing.reader.columns import assign_columns, settle_by_content
from data.importing.reader.header_search import (
    Header,
    choose,
    find_headers,
    read_labels,
    with_rows_above,
)
from data.importing.reader.limits import HEADER_SEARCH_ROWS, MAX_HEADER_DEPTH
from data.importing.reader.records import refuse_nested
from data.importing.reader.rows import fill_down, fill_merged, find_data_rows
from data.importing.reader.tables import Column, Grid, Mask, Note, SheetTable
from data.importing.title_periods import TitlePeriod, common_period, find_period

_NUMBER_FIELDS = ("nip", "old_nip", "rater_nip", "superior_nip", "member_nip")
_POWER_OF_TEN = r"^\s*\d(?:[.,]\d+)?[eE]\+?\d{1,2}\s*$"


def assemble(
    grid: Grid, file_name: str, *, kind: str | None, mapping: Mapping[str, str]
) -> SheetTable:
    """Return the table in a grid, or raise what is missing for one."""
    folded = check_mapping(mapping, find_kind(kind)) if kind else _folded(mapping)
    header = _find_header(grid, file_name, kind=kind, mapping=folded)
    if not kind and mapping:
        check_mapping(mapping, header.kind)
    assigned = assign_columns(header, grid)
    if grid.labels is not None:
        is_data = np.logical_or.reduce(grid.filled())
        blank = tuple(int(row) for row in grid.row_numbers[~is_data])
        notes = [Note("blank", blank)] if blank else []
    else:
        is_data, notes = find_data_rows(grid, header, assigned.columns())
    settle_by_content(assigned, is_data)
    columns = assigned.columns()
    notes = [*assigned.notes, *_unused_mapping(mapping, columns), *notes]
    if not is_data.any():
        raise NoDataRows(
            file_name,
            "there is a header, but no row below it. Export the table with its rows.",
            sheet=grid.sheet,
            row=_header_row(grid, header) or None,
        )
    _check_complete(header, columns, file_name, grid)
    if grid.labels is not None:
        refuse_nested(grid, [one.position for one in columns if one.field], file_name)
    _refuse_ragged(grid, header, columns, is_data, file_name)
    if grid.labels is None:
        notes += fill_merged(grid, is_data)
        notes += fill_down(grid, is_data, header, columns)
    kept = pa.array(is_data)
    shown = [column.filter(kept) for column in grid.columns]
    fields = {one.field: shown[one.position] for one in columns if one.field}
    fields = {
        name: _digits(column) if name in _NUMBER_FIELDS else column
        for name, column in fields.items()
    }
    notes += _period_of_title(grid, header, fields, columns)
    for one in columns:
        if one.matched_by == "sensitive":
            shown[one.position] = pa.nulls(len(shown[one.position]), pa.string())
    return SheetTable(
        kind=header.kind.name,
        sheet=grid.sheet,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        header_row=_header_row(grid, header),
        columns=columns,
        fields=pa.table(fields),
        cells=pa.table({f"c{i}": column for i, column in enumerate(shown)}),
        row_numbers=pa.array(grid.row_numbers[is_data], pa.int64()),
        score_scale=_scale(columns),
        notes=(*grid.notes, *notes),
    )


def _folded(mapping: Mapping[str, str]) -> dict[str, str]:
    return {fold(label): field for label, field in mapping.items()}


def _find_header(
    grid: Grid, file_name: str, *, kind: str | None, mapping: Mapping[str, str]
) -> Header:
    if grid.labels is not None:
        parts = tuple((label,) if label.strip() else () for label in grid.labels)
        kinds = [find_kind(kind)] if kind else list(KINDS.values())
        headers = [read_labels(parts, one, mapping, first=-1, last=-1) for one in kinds]
        headers.sort(key=lambda one: (not one.missing, len(one.fields)), reverse=True)
        merged: tuple[tuple[int, int, int, int], ...] = ()
        top: list[list[str | None]] = []
    else:
        merged = grid.merged
        top = grid.top(HEADER_SEARCH_ROWS + MAX_HEADER_DEPTH)
        headers = find_headers(top, merged, kind=kind, mapping=mapping)
    chosen = choose(headers) if kind is None else [one for one in headers if not one.missing]
    if len(chosen) > 1:
        raise KindAmbiguous(
            file_name,
            "the header fits several kinds of file: "
            + ", ".join(sorted(one.kind.name for one in chosen))
            + ". Say which one it is.",
            kinds={one.kind.name: sorted(one.fields) for one in chosen},
            sheet=grid.sheet,
            row=_header_row(grid, chosen[0]) or None,
        )
    if chosen:
        return with_rows_above(chosen[0], top, merged, mapping) if top else chosen[0]
    raise _header_not_found(grid, file_name, headers, kind)


def _likely_labels(grid: Grid) -> list[str]:
    """Return the first row of three or more texts, for a person to say what they mean."""
    if grid.labels is not None:
        return [label for label in grid.labels if label.strip()]
    for row in grid.top(HEADER_SEARCH_ROWS):
        texts = [cell.strip() for cell in row if cell and cell.strip()]
        if len(texts) >= 3 and not any(text[0].isdigit() for text in texts):
            return texts
    return []


def _header_not_found(
    grid: Grid, file_name: str, headers: Sequence[Header], kind: str | None
) -> HeaderNotFound:
    nearest = max(headers, key=lambda one: len(one.fields), default=None)
    if nearest is None or not nearest.fields:
        return HeaderNotFound(
            file_name,
            "no row looks like a header. The header names the columns, for example NIP, Nama, "
            "Predikat; templates for every kind of file can be downloaded.",
            found=_likely_labels(grid),
            missing=[],
            kind=kind,
            sheet=grid.sheet,
        )
    found = [" / ".join(part) for part in nearest.parts if part]
    return HeaderNotFound(
        file_name,
        f"columns found: {', '.join(found[:30])}. Missing for kind '{nearest.kind.name}': "
        f"{'; '.join(nearest.missing)}. Map the columns by hand or use the template.",
        found=found,
        missing=nearest.missing,
        kind=nearest.kind.name,
        sheet=grid.sheet,
        row=_header_row(grid, nearest) or None,
    )


def _check_complete(header: Header, columns: Sequence[Column], file_name: str, grid: Grid) -> None:
    """Refuse a table whose repeated headings left a needed field to nobody."""
    has = {one.field for one in columns}
    missing = [" or ".join(group) for group in header.kind.needs if not has & set(group)]
    if missing:
        raise HeaderNotFound(
            file_name,
            f"several columns could be: {'; '.join(missing)}. Map one of them by hand.",
            found=[one.label for one in columns],
            missing=missing,
            kind=header.kind.name,
            sheet=grid.sheet,
            row=_header_row(grid, header) or None,
        )


def _header_row(grid: Grid, header: Header) -> int:
    return 0 if grid.labels is not None else int(grid.row_numbers[header.last])


def _unused_mapping(mapping: Mapping[str, str], columns: Sequence[Column]) -> list[Note]:
    labels = {fold(one.label) for one in columns}
    return [Note("mapping_unused", detail=label) for label in mapping if fold(label) not in labels]


def _refuse_ragged(
    grid: Grid, header: Header, columns: Sequence[Column], is_data: Mask, file_name: str
) -> None:
    """Refuse data rows of a CSV file whose cells do not stand under the header."""
    if grid.n_cells is None:
        return
    expected = max((one.position + 1 for one in columns if header.parts[one.position]), default=0)
    needed = max((one.position + 1 for one in columns if one.field), default=0)
    allowed = max(expected, int(grid.n_cells[header.last]))
    filled = np.zeros(grid.n_rows, dtype=np.int64)
    for position, mask in enumerate(grid.filled()):
        filled[mask] = position + 1
    ragged = is_data & ((grid.n_cells < needed) | (filled > allowed))
    if ragged.any():
        rows = np.flatnonzero(ragged)
        first = int(rows[0])
        numbers = [int(grid.row_numbers[row]) for row in rows[:10]]
        raise RaggedRow(
            file_name,
            f"the header has {expected} columns, the row has {int(grid.n_cells[first])} "
            f"({len(rows)} such rows: {', '.join(map(str, numbers))}"
            f"{' …' if len(rows) > 10 else ''}). Put cells that contain the separator or a line "
            "break in quotation marks, or export as XLSX.",
            row=numbers[0],
        )


def _digits(column: pa.StringArray) -> pa.StringArray:
    """Write out 1.98E+17, so that a number that lost its digits is seen as one."""
    if not pc.any(pc.match_substring_regex(column, _POWER_OF_TEN)).as_py():
        return column
    written_out = [
        number_text(float(cell.strip().replace(",", ".")))
        if cell and re.match(_POWER_OF_TEN, cell)
        else cell
        for cell in column.to_pylist()
    ]
    return pa.array(written_out, pa.string())


def _scale(columns: Sequence[Column]) -> int | None:
    labels = [one.label for one in columns if one.field == "score"]
    return score_scale(labels[0]) if labels else None


def _period_of_title(
    grid: Grid, header: Header, fields: dict[str, pa.StringArray], columns: Sequence[Column]
) -> list[Note]:
    """Add year and period as constant columns where a title gives what no column holds."""
    names = header.kind.field_names
    if "year" not in names:
        return []
    found = _title_period(grid, header, columns)
    in_column = [fields[name] for name in ("period", "month") if name in fields]
    has_year = "year" in fields or any(_names_years(column) for column in in_column)
    n_rows = len(next(iter(fields.values())))
    notes = []
    if found.year and not has_year:
        fields["year"] = pa.array([found.year] * n_rows, pa.string())
        notes.append(Note("period_default", detail=found.year))
    if found.period and "period" in names and not in_column:
        fields["period"] = pa.array([found.period] * n_rows, pa.string())
        notes.append(Note("period_default", detail=found.period))
    return notes


def _title_period(grid: Grid, header: Header, columns: Sequence[Column]) -> TitlePeriod:
    """Return the period of the titles, else of the sheet name, else of the headings."""
    if grid.labels is not None:
        return TitlePeriod()
    titles = [" ".join(dict.fromkeys(filter(None, row))) for row in grid.top(max(header.first, 0))]
    sources = (
        common_period(titles),
        find_period(grid.sheet or ""),
        common_period([one.label for one in columns if one.field]),
    )
    year = next((one.year for one in sources if one.year), None)
    period = next((one.period for one in sources if one.period), None)
    return TitlePeriod(year, period)


def _names_years(column: pa.StringArray) -> bool:
    """Tell whether the periods in a column carry their years ("Juli 2023")."""
    some = [cell for cell in column.drop_null().slice(0, 200).to_pylist() if cell]
    with_year = sum(bool(re.search(r"(?<!\d)(19|20)\d\d(?!\d)", cell)) for cell in some)
    return 2 * with_year > len(some)
