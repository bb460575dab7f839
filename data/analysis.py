"""Writes of the analysis: a whole run in one transaction, and the evaluators' notes about raters.

A run is stored when it has ended, never in parts: a process killed on the way leaves the former run
current and no trace. The facts of former runs stay, what they found is replaced.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from data import store
from data.errors import AccessDenied, NoteRefused, UnknownRater
from data.scope import Scope
from data.store import Actor, Store

NOTE_WRITERS = ("evaluator",)
LONGEST_NOTE = 2_000  # characters
DONE, FAILED = "done", "failed"


@dataclass(frozen=True)
class DataState:
    """Which state of the data a run read."""

    n_appraisals: int
    last_batch_id: int | None  # newest import; None: none
    data_version: str  # hash of the last audit event: every write leaves one


@dataclass(frozen=True)
class RunFacts:
    """One row of analysis_run, apart from its number, who ran it, and the state of the data."""

    method_version: str
    seed: int
    started_at: datetime  # UTC
    finished_at: datetime  # UTC
    seconds: float
    n_used: int | None = None
    period_kind: str | None = None
    response: str | None = None
    response_unit: str | None = None
    bin_width: float | None = None
    smallest: float | None = None
    smallest_rule: str | None = None
    response_entropy_bits: float | None = None
    n_cells: int | None = None
    n_employees: int | None = None
    n_raters: int | None = None
    n_units: int | None = None
    reml_criterion: float | None = None
    n_iterations: int | None = None
    has_converged: bool | None = None
    n_draws: int | None = None
    top_share: float | None = None
    not_separable: Sequence[str] = ()
    notes: Sequence[Mapping[str, object]] = ()  # code and values: pages say them in a language
    settings: Mapping[str, object] = field(default_factory=dict)
    error_kind: str | None = None
    error_text: str | None = None
    reference: str | None = None


@dataclass(frozen=True, eq=False)
class RunTables:
    """What a run found; the columns of each frame are those of its table without run_id."""

    components: pd.DataFrame  # run_component
    fixed: pd.DataFrame  # run_fixed
    raters: pd.DataFrame  # rater_result
    patterns: pd.DataFrame  # rater_pattern
    years: pd.DataFrame  # rater_year
    links: pd.DataFrame  # rater_link
    pairs: pd.DataFrame  # rater_pair
    bins: pd.DataFrame  # rater_bin
    employees: pd.DataFrame  # employee_result
    gaps: pd.DataFrame  # group_gap
    reliability: pd.DataFrame  # reliability_result
    designs: pd.DataFrame  # d_study_point
    draws: NDArray[np.float32] | None  # (n_draws, n_employees) in the order of `employees`


_TARGETS = {
    "components": "run_component",
    "fixed": "run_fixed",
    "raters": "rater_result",
    "patterns": "rater_pattern",
    "years": "rater_year",
    "links": "rater_link",
    "pairs": "rater_pair",
    "bins": "rater_bin",
    "employees": "employee_result",
    "gaps": "group_gap",
    "reliability": "reliability_result",
    "designs": "d_study_point",
}


def read_state(of: Store) -> DataState:
    """Return the state of the data that a run is about to read."""
    row = of.frame("state_to_analyse").iloc[0]
    newest = row["last_batch_id"]
    return DataState(
        n_appraisals=int(row["n_appraisals"]),
        last_batch_id=None if pd.isna(newest) else int(newest),
        data_version=str(row["data_version"] or ""),
    )


def store_run(of: Store, actor: Actor, state: DataState, facts: RunFacts, found: RunTables) -> int:
    """Store a run that is done and everything it found; from now on it is the current one.

    Returns
    -------
    int
        The number of the run.
    """
    with of.write(actor) as writer:
        run_id = int(writer.value("next_run"))
        writer.run("store_analysis_run", _row(run_id, DONE, actor, state, facts))
        for name, table in _TARGETS.items():
            # Arrow: NaN, which is how pandas marks what is missing, becomes null.
            rows = pa.Table.from_pandas(getattr(found, name), preserve_index=False)
            with writer.table(f"found_{name}", rows):
                writer.run(f"store_{table}", {"run_id": run_id})
        if found.draws is not None:
            with writer.table("found_draws", _draw_table(found)):
                writer.run("store_employee_draw", {"run_id": run_id})
        writer.run("remove_former_results", {"run_id": run_id})
        writer.audit(
            "analyse",
            "analysis_run",
            str(run_id),
            after={
                "method_version": facts.method_version,
                "seed": facts.seed,
                "data_version": state.data_version,
                "n_appraisals": state.n_appraisals,
            },
        )
    return run_id


def store_failure(of: Store, actor: Actor, state: DataState, facts: RunFacts) -> int:
    """Store that a run failed and with what; the former run stays current."""
    with of.write(actor) as writer:
        run_id = int(writer.value("next_run"))
        writer.run("store_analysis_run", _row(run_id, FAILED, actor, state, facts))
        writer.audit(
            "analysis_failed",
            "analysis_run",
            str(run_id),
            after={"error_kind": facts.error_kind, "reference": facts.reference},
        )
    return run_id


def add_rater_note(
    scope: Scope, rater_id: int, note: str, actor: Actor, *, of: Store | None = None
) -> None:
    """Add a note about a rater; notes are never changed or removed.

    Raises
    ------
    AccessDenied
        If the reader is no evaluator.
    NoteRefused
        If the note is empty or too long.
    UnknownRater
        If nobody of that number has rated inside the reader's agencies.
    """
    if not scope.roles.intersection(NOTE_WRITERS):
        raise AccessDenied("add_rater_note", NOTE_WRITERS)
    text = note.strip()
    if not 0 < len(text) <= LONGEST_NOTE:
        raise NoteRefused(len(text), LONGEST_NOTE)
    opened = of or store.current()
    values = {"rater_id": rater_id, "agencies": scope.bound()["agencies"]}
    if not opened.value("is_rater", values):
        raise UnknownRater(rater_id)
    with opened.write(actor) as writer:
        writer.run(
            "add_rater_note",
            {
                "rater_id": rater_id,
                "written_at": store.now(),
                "author": actor.name,
                "note": text,
            },
        )
        writer.audit("add_note", "rater", str(rater_id), after={"n_characters": len(text)})


def _row(
    run_id: int, state: str, actor: Actor, read: DataState, facts: RunFacts
) -> dict[str, object]:
    row: dict[str, object] = {each.name: getattr(facts, each.name) for each in fields(facts)}
    for name in ("not_separable", "notes"):
        row[name] = json.dumps(list(getattr(facts, name)), ensure_ascii=False)
    row["settings"] = json.dumps(dict(facts.settings), ensure_ascii=False, sort_keys=True)
    return {
        **row,
        **{each.name: getattr(read, each.name) for each in fields(read)},
        "run_id": run_id,
        "state": state,
        "actor": actor.name,
        "via": actor.via,
    }


def _draw_table(found: RunTables) -> pa.Table:
    """Return one row per employee with all its draws, without a Python object a number."""
    if found.draws is None:
        raise ValueError("the run has no draws")
    of_employee = np.ascontiguousarray(found.draws.T, dtype=np.float32)
    n_employees, n_draws = of_employee.shape
    offsets = np.arange(n_employees + 1, dtype=np.int32) * n_draws
    lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(of_employee.ravel()))
    ids = pa.array(found.employees["employee_id"].to_numpy())
    return pa.table({"employee_id": ids, "draws": lists})
