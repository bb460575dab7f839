"""From judged rows to the store: one transaction, one batch, one audit event."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa

from data import store, summaries
from data.errors import DemoStore
from data.importing import writing
from data.importing.headers import check_mapping, header_fingerprint
from data.importing.kinds import find_kind
from data.importing.preparing import Prepared
from data.importing.reports import ImportReport, Progress, no_progress
from data.store import Actor, Store, Writer
from data.vocabulary import code_of_name

_LARGEST_ID = 2**53  # what a browser keeps all digits of (docs/adr/0001)


def commit(
    prepared: Prepared,
    actor: Actor,
    *,
    valid_rows_only: bool,
    into_demo: bool = False,
    into: Store | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Write the rows that may go in, all of them or none.

    Parameters
    ----------
    prepared : Prepared
    actor : Actor
    valid_rows_only : bool
        Take the valid rows although others were rejected; else a rejected row stops all.
    into_demo : bool
        Allow real rows in the demo city.
    into : Store, optional
        The current store unless another one is named.
    progress : callable, optional

    Returns
    -------
    ImportReport
        Its `batch` is None when nothing was written.

    Raises
    ------
    DemoStore
    """
    opened = into or store.current(create=True)
    if opened.is_demo and not into_demo:
        raise DemoStore(opened.path)
    tell = progress or no_progress
    if prepared.already_imported or prepared.rows_valid == 0:
        return prepared.report()
    if prepared.rows_rejected and not valid_rows_only:
        return prepared.report()
    tell("write", 0.0)
    with opened.write(actor) as writer:
        batch_id = int(writer.value("importing/commit/next_batch"))
        with writer.table("valid_rows", prepared.valid):
            _add_agencies(writer, batch_id)
            if prepared.kind in writing.PEOPLE_OF:
                writer.run(writing.PEOPLE_OF[prepared.kind])
                _add_people(writer, batch_id)
            tell("write", 0.4)
            periods = _periods(writer, prepared)
            summaries.ensure_periods(writer, periods)
            writing.WRITERS[prepared.kind](writer, batch_id, periods)
        tell("write", 0.8)
        _record(writer, prepared, batch_id, valid_rows_only=valid_rows_only)
        writer.run("importing/commit/tidy")
        tell("summaries", 0.0)
        summaries.refresh(writer, periods if prepared.kind != "people" else None)
        report = prepared.report(batch_id)
        writer.audit("import", "batch", str(batch_id), after=report.as_json())
    tell("summaries", 1.0)
    return report


def _periods(writer: Writer, prepared: Prepared) -> list[str]:
    if "period_code" not in prepared.valid.column_names:
        return []
    return [str(one) for one in writer.frame("importing/commit/periods_of_file")["period_code"]]


def _add_agencies(writer: Writer, batch_id: int) -> None:
    """Give an agency to every spelling the store does not know (docs/adr/0004)."""
    known = set(writer.frame("importing/stage/agencies_known")["spelling_key"])
    named = writer.frame("importing/stage/agencies_of_file")
    fresh = named[~named["agency_key"].isin(known)]
    taken = frozenset(writer.frame("importing/commit/agency_codes")["agency_code"])
    codes = []
    for name in fresh["agency"]:
        code = code_of_name(name, taken)
        codes.append(code)
        taken |= {code}
    content = pa.table(
        {
            "agency_code": pa.array(codes, pa.string()),
            "name": pa.array(fresh["agency"].to_list(), pa.string()),
            "spelling_key": pa.array(fresh["agency_key"].to_list(), pa.string()),
        }
    )
    with writer.table("new_agencies", content):
        writer.run("importing/commit/add_agencies", {"batch_id": batch_id})


def _add_people(writer: Writer, batch_id: int) -> None:
    unknown = writer.arrow("importing/commit/unknown_people")
    numbers: set[int] = set()
    while len(numbers) < unknown.num_rows:
        numbers.add(secrets.randbelow(_LARGEST_ID - 1) + 1)
    content = unknown.append_column("employee_id", pa.array(list(numbers), pa.int64()))
    with writer.table("new_ids", content):
        writer.run("importing/commit/add_people", {"batch_id": batch_id})
    writer.run("importing/commit/update_people", {"batch_id": batch_id})


def _record(writer: Writer, prepared: Prepared, batch_id: int, *, valid_rows_only: bool) -> None:
    issues = prepared.issues.rename(columns={"column": "column_label", "value": "cell_value"})
    issues = issues.astype(
        {name: "string" for name in issues.columns if name != "row_number"}
    ).astype({"row_number": "int64"})
    with (
        writer.table("found_issues", pa.Table.from_pandas(issues, preserve_index=False)),
        writer.table("rejected_cells", _rejected_cells(prepared)),
    ):
        writer.run(
            "importing/commit/record_batch",
            {
                "batch_id": batch_id,
                "kind": prepared.kind,
                "file_name": prepared.file_name,
                "sha256": prepared.sha256,
                "imported_at": store.now(),
                "actor": writer.actor.name,
                "sheet": prepared.sheet,
                "encoding": prepared.encoding,
                "header_row": prepared.header_row,
                "mapping": json.dumps(prepared.mapping, ensure_ascii=False),
                "valid_rows_only": valid_rows_only,
                "rows_read": prepared.rows_read,
                "rows_valid": prepared.rows_valid,
                "rows_rejected": prepared.rows_rejected,
                "rows_skipped": prepared.rows_skipped,
                "rules": json.dumps(prepared.rules),
            },
        )


def _rejected_cells(prepared: Prepared) -> pa.Table:
    """Return the rejected rows as JSON lists of their cells."""
    parts = prepared.rejected_originals()
    return pa.table(
        {
            "row_number": pa.array([part.row_number for part in parts], pa.int64()),
            "sheet": pa.array([part.sheet for part in parts], pa.string()),
            "cells": pa.array(
                [json.dumps(part.cells, ensure_ascii=False) for part in parts], pa.string()
            ),
        }
    )


def save_mapping(
    name: str, kind: str, labels: Sequence[str], mapping: Mapping[str, str], actor: Actor
) -> None:
    """Keep a mapping of headings under a name; one of the same name is replaced."""
    check_mapping(mapping, find_kind(kind))
    with store.current(create=True).write(actor) as writer:
        writer.run(
            "importing/commit/save_mapping",
            {
                "name": name,
                "kind": kind,
                "header_fingerprint": header_fingerprint([label for label in labels if label]),
                "mapping": json.dumps(mapping, ensure_ascii=False),
                "saved_by": actor.name,
                "saved_at": store.now(),
            },
        )
        writer.audit("save_mapping", "mapping", name, after={"kind": kind, "mapping": mapping})


def find_mapping(name: str, opened: Store) -> dict[str, str] | None:
    """Return the mapping saved under a name."""
    found: pd.DataFrame = opened.frame("saved_mappings")
    chosen = found[found["name"] == name]
    return None if chosen.empty else dict(json.loads(chosen["mapping"].iloc[-1]))
