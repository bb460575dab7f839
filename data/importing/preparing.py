"""From a file to rows that may go in, with everything found on the way; nothing is written.

read (reader) → stage (normalise, stage/*.sql) → rules (rules/*.sql) → Prepared
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import spellings, store
from data.errors import KindAmbiguous, StoreMissing
from data.importing.checks import Findings, run_rules
from data.importing.kinds import find_kind
from data.importing.normalise import NUMBERS_OF_PEOPLE, normalise
from data.importing.reader import Column, Note, SheetTable, read_file
from data.importing.reports import ImportReport, Progress, no_progress
from data.importing.values import name_key
from data.store import Scratch, Store


class Preview(NamedTuple):
    """First rows of a file as they stand in it, with the cells that rules speak of."""

    cells: pd.DataFrame  # row_number and one column a heading
    levels: pd.DataFrame  # same shape; "error", "warning" or ""


class RejectedRow(NamedTuple):
    """A row of the file that was not taken."""

    row_number: int
    sheet: str | None
    cells: list[str | None]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A file that was read and judged, ready to be committed or put aside."""

    file_name: str
    kind: str
    sha256: str
    encoding: str | None
    sheet: str | None  # several sheets are joined by ", "
    header_row: int
    rows_read: int
    rows_valid: int
    rows_rejected: int
    rows_skipped: int
    rules: dict[str, int]
    already_imported: bool
    imported_as: int | None  # the batch that holds this very file
    issues: pd.DataFrame  # row_number, sheet, rule, level, column, value, detail
    columns: tuple[Column, ...]
    mapping: dict[str, str]  # heading → field, as understood
    notes: tuple[Note, ...]
    new_agencies: tuple[str, ...]
    similar_agencies: pd.DataFrame  # name, other_name: spellings offered for merging
    replaces: int  # appraisals in the store that would be replaced
    store_was_read: bool  # False: what depends on the store is not known
    valid: pa.Table = field(repr=False)
    tables: tuple[SheetTable, ...] = field(repr=False)
    _findings: Findings = field(repr=False)

    def report(self, batch: int | None = None) -> ImportReport:
        """Return the report of this file, with the batch that was written if there is one."""
        return ImportReport(
            file=self.file_name,
            kind=self.kind,
            sha256=self.sha256,
            encoding=self.encoding,
            sheet=self.sheet,
            header_row=self.header_row,
            rows_read=self.rows_read,
            rows_valid=self.rows_valid,
            rows_rejected=self.rows_rejected,
            rows_skipped=self.rows_skipped,
            rules=self.rules,
            batch=batch,
            already_imported=self.already_imported,
        )

    def preview(self, n_rows: int = 20, *, only_found: bool = False) -> Preview:
        """Return the first rows, or the first rows with findings, and what to highlight."""
        row_ids = sorted(set(self._findings.issues["row_id"])) if only_found else None
        chosen = (row_ids if row_ids is not None else list(range(self.rows_read)))[:n_rows]
        cells = self._original_rows(chosen)
        levels = pd.DataFrame("", index=cells.index, columns=cells.columns)
        labels = self.labels()
        places = {row_id: place for place, row_id in enumerate(chosen)}
        for issue in self._findings.issues.itertuples():
            if issue.row_id not in places:
                continue
            column = labels.get(str(issue.field), "row_number")
            place = levels.index[places[issue.row_id]]
            if levels.loc[place, column] != "error":
                levels.loc[place, column] = str(issue.level)
        return Preview(cells, levels)

    @property
    def rejected(self) -> pa.Table:
        """The rejected rows as they stand in the file, with their reasons in column `rule`."""
        chosen = sorted(self._findings.rejected)
        rows = self._original_rows(chosen)
        errors = self._findings.issues.query("level == 'error'")
        reasons = errors.groupby("row_id")["rule"].agg(
            lambda found: ", ".join(dict.fromkeys(found))
        )
        rows["rule"] = [reasons[row_id] for row_id in chosen]
        return pa.Table.from_pandas(rows, preserve_index=False)

    def rejected_originals(self) -> list[RejectedRow]:
        """Return the rejected rows with their cells in the order of their own sheet."""
        chosen = sorted(self._findings.rejected)
        found = []
        start = 0
        for table in self.tables:
            inside = [row - start for row in chosen if 0 <= row - start < table.rows_read]
            start += table.rows_read
            cells = table.cells.take(pa.array(inside, pa.int64()))
            numbers = table.row_numbers.take(pa.array(inside, pa.int64())).to_pylist()
            rows = zip(*[column.to_pylist() for column in cells.columns], strict=True)
            found += [
                RejectedRow(int(number or 0), table.sheet, list(row))
                for number, row in zip(numbers, rows, strict=True)
            ]
        return found

    def labels(self) -> dict[str, str]:
        """Return the heading of every field that a column of the file holds."""
        return {column.field: column.label for column in self.columns if column.field}

    def _original_rows(self, row_ids: Sequence[int]) -> pd.DataFrame:
        """Return rows of the file under the headings of its first table."""
        labels = [column.label or f"#{column.position + 1}" for column in self.columns]
        parts = []
        start = 0
        for table in self.tables:
            inside = [row_id - start for row_id in row_ids if 0 <= row_id - start < table.rows_read]
            start += table.rows_read
            frame = table.cells.take(pa.array(inside, pa.int64())).to_pandas()
            # Sheets of one file have one layout; a column more keeps its own heading.
            names = [column.label or f"#{column.position + 1}" for column in table.columns]
            frame.columns = pd.Index(_apart(labels if len(names) == len(labels) else names))
            frame.insert(0, "row_number", np.asarray(table.row_numbers)[inside])
            parts.append(frame)
        return pd.concat(parts, ignore_index=True)


def prepare(
    source: Path | bytes,
    file_name: str,
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
    into: Store | None = None,
    without_store: bool = False,
    today: date | None = None,
) -> Prepared:
    """Read a file and judge its rows; nothing is written.

    Parameters
    ----------
    source, file_name, kind, mapping, sheet : see `read_file`
    progress : callable, optional
        Told the phase (read, stage, rules) and how much of the work is done.
    into : Store, optional
        The store the rows are meant for; the current one if there is one.
    without_store : bool
        Ask no store: nothing is then known of earlier files.
    today : date, optional
        For tests: periods that end later are in the future.

    Raises
    ------
    UnreadableFile, UnknownKind, InvalidMapping
    """
    tell = progress or no_progress
    tell("read", 0.0)
    tables = read_file(source, file_name, kind=kind, mapping=mapping, sheet=sheet)
    found_kind = _only_kind(tables.tables, file_name)
    day = today or datetime.now().astimezone().date()
    tell("stage", 0.35)
    normal = normalise(found_kind, tables.tables, day)
    places = normal.rows.select(["row_number", "sheet"])
    opened = None if without_store else into or _current_store()
    with Scratch() as scratch:
        scratch.table("rows", normal.rows)
        scratch.table("unread", normal.unread)
        scratch.table("numbers", _numbers(normal.rows))
        scratch.table("stored_names", _stored_names(opened))
        scratch.run("importing/stage/nips", {"today": day})
        scratch.run(f"importing/stage/{found_kind}")
        # The staged rows are a copy; both at once would be the most memory an import takes.
        scratch.table("rows", normal.rows.schema.empty_table())
        del normal
        tell("rules", 0.5)
        findings = run_rules(scratch, found_kind, day)
        valid = scratch.arrow("importing/stage/valid_rows")
        scratch.table("valid_rows", valid)
        n_replaced = 0
        if found_kind == "appraisals":
            findings, n_replaced = _compare_with_store(scratch, opened, valid, findings)
        named = scratch.arrow("importing/stage/agencies_of_file").to_pylist()
    known = _known_agencies(opened)
    new = tuple(one["agency"] for one in named if one["agency_key"] not in known)
    names = {*known.values(), *(one["agency"] for one in named)}
    sheets = [table.sheet for table in tables.tables if table.sheet is not None]
    sheet_names = ", ".join(sheets) or None
    imported_as = _same_file(opened, tables.sha256, found_kind, sheet_names)
    tell("rules", 1.0)
    first = tables.tables[0]
    return Prepared(
        file_name=file_name,
        kind=found_kind,
        sha256=tables.sha256,
        encoding=first.encoding,
        sheet=sheet_names,
        header_row=first.header_row,
        rows_read=places.num_rows,
        rows_valid=valid.num_rows,
        rows_rejected=len(findings.rejected),
        rows_skipped=len(findings.skipped),
        rules=findings.counts(),
        already_imported=imported_as is not None,
        imported_as=imported_as,
        issues=_issues(findings, places, tables.tables, found_kind),
        columns=first.columns,
        mapping=dict(
            zip(
                _apart([one.label or f"#{one.position + 1}" for one in first.columns]),
                [one.field or "" for one in first.columns],
                strict=True,
            )
        ),
        notes=(*tables.notes, *(note for table in tables.tables for note in table.notes)),
        new_agencies=new,
        similar_agencies=spellings.similar_pairs(sorted(names), only_with=frozenset(new)),
        replaces=n_replaced,
        store_was_read=opened is not None,
        valid=valid,
        tables=tables.tables,
        _findings=findings,
    )


def _only_kind(tables: Sequence[SheetTable], file_name: str) -> str:
    kinds = {table.kind: table.fields.column_names for table in tables}
    if len(kinds) > 1:
        raise KindAmbiguous(
            file_name,
            f"the sheets hold several kinds of table ({', '.join(kinds)}). Name the kind to take "
            "in; take in the others one after the other.",
            kinds=kinds,
        )
    return next(iter(kinds))


def _current_store() -> Store | None:
    try:
        return store.current()
    except StoreMissing:
        return None


def _numbers(rows: pa.Table) -> pa.Table:
    present = [rows.column(name) for name in rows.column_names if name in NUMBERS_OF_PEOPLE]
    numbers = {number for column in present for number in pc.unique(column).to_pylist()}
    return pa.table({"nip": pa.array(sorted(str(one) for one in numbers if one), pa.string())})


def _stored_names(opened: Store | None) -> pa.Table:
    empty = pa.table({"nip": pa.array([], pa.string()), "name_key": pa.array([], pa.string())})
    if opened is None:
        return empty
    names = opened.arrow("importing/stage/stored_names")
    keys = [name_key(str(name)) for name in names.column("name").to_pylist()]
    return names.select(["nip"]).append_column("name_key", pa.array(keys, pa.string()))


def _compare_with_store(
    scratch: Scratch, opened: Store | None, valid: pa.Table, findings: Findings
) -> tuple[Findings, int]:
    """Find the appraisals that would be replaced, and raters that differ from the former ones."""
    if opened is None:
        return findings, 0
    periods = pc.unique(valid.column("period_code")).to_pylist()
    stored = opened.arrow("importing/stage/stored_keys", {"periods": periods})
    scratch.table("stored_keys", stored)
    scratch.run("importing/stage/replacements")
    n_replaced = scratch.arrow("importing/stage/count_replaced").column(0)[0].as_py()
    changed = scratch.arrow("importing/rules/rater_changed").to_pandas()
    if changed.empty:
        return findings, n_replaced
    changed = changed.assign(rule="rater_changed", level="warning")
    issues = pd.concat([findings.issues, changed[findings.issues.columns]], ignore_index=True)
    return Findings(issues, findings.rejected, findings.skipped), n_replaced


def _known_agencies(opened: Store | None) -> dict[str, str]:
    if opened is None:
        return {}
    known = opened.frame("importing/stage/agencies_known")
    return dict(zip(known["spelling_key"], known["name"], strict=True))


def _same_file(opened: Store | None, sha256: str, kind: str, sheet: str | None) -> int | None:
    if opened is None:
        return None
    found = opened.value(
        "importing/stage/same_file", {"sha256": sha256, "kind": kind, "sheet": sheet}
    )
    return None if found is None else int(found)


def _issues(
    findings: Findings, places: pa.Table, tables: Sequence[SheetTable], kind: str
) -> pd.DataFrame:
    """Return the findings by row of the file and heading, in the order of the file."""
    headings = {one.name: one.heading for one in find_kind(kind).fields}
    labels = [{c.field: c.label for c in table.columns if c.field} for table in tables]
    ends = [sum(table.rows_read for table in tables[: i + 1]) for i in range(len(tables))]

    @functools.cache
    def label(field_name: str | None, table: int) -> str | None:
        if not isinstance(field_name, str):
            return None
        return labels[table].get(field_name) or headings.get(field_name, field_name)

    found = findings.issues
    at = pa.array(found["row_id"].astype("int64"), pa.int64())
    sheets = places.column("sheet").take(at).to_pylist()
    of_table = pd.Series(
        pd.cut(found["row_id"].astype("int64"), [-1, *[end - 1 for end in ends]], labels=False)
    )
    fields = [None if pd.isna(name) else name for name in found["field"]]
    issues = pd.DataFrame(
        {
            "row_number": places.column("row_number").take(at).to_pylist(),
            "sheet": sheets,
            "rule": found["rule"].to_list(),
            "level": found["level"].to_list(),
            "column": [label(name, int(t)) for name, t in zip(fields, of_table, strict=True)],
            "value": found["value"].to_list(),
            "detail": found["detail"].to_list(),
        }
    )
    order = found["row_id"].astype("int64").reset_index(drop=True).sort_values(kind="stable").index
    return issues.loc[order].reset_index(drop=True)


def _apart(labels: Sequence[str]) -> list[str]:
    """Return headings that all differ, as a frame needs; one that comes again gets a number."""
    seen: dict[str, int] = {}
    names = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        names.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return names
