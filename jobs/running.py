"""One analysis run from the tables to the stored results."""

from __future__ import annotations

import logging
import secrets
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analytics.errors import AnalyticsError
from analytics.method_version import METHOD_VERSION
from data import analysis
from data.analysis import DataState, RunFacts
from data.errors import DataError
from data.store import Actor, Store, now
from jobs.errors import AnalysisFailed, AnalysisRunning

SEED = 1275  # the region code of the city, where a store has no seed of its own

NOTHING_READ = DataState(n_appraisals=0, last_batch_id=None, data_version="")

log = logging.getLogger("timbang")

Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class RunReport:
    """What a run that is done found, in a few numbers."""

    run_id: int
    seed: int
    method_version: str
    n_appraisals: int  # in the store
    n_used: int
    n_employees: int
    n_raters: int
    verdicts: dict[str, int]  # of superiors
    notes: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class _Holder:
    since: datetime
    actor: str


_only_one = threading.Lock()
_holder: list[_Holder] = []


def run_analysis(
    of: Store,
    actor: Actor,
    *,
    seed: int | None = None,
    since: int | None = None,
    progress: Tell | None = None,
) -> RunReport:
    """Analyse the store and make the results the current ones.

    The same data and seed give the same figures, whatever the order of the rows.

    Parameters
    ----------
    seed : int, optional
        Default: the seed that the store was built from, else 1275.
    since : int, optional
        The first year whose appraisals are read; default: all there are.
    progress : function of step and share done, optional

    Raises
    ------
    AnalysisRunning
        If a run is under way in this process.
    AnalysisFailed
        If it ends without results; the run is recorded as failed, and the former stays current.
    """
    with reserved(actor):
        return run_reserved(of, actor, seed=seed, since=since, progress=progress)


@contextmanager
def reserved(actor: Actor) -> Iterator[None]:
    """Keep other runs out while this one goes on."""
    reserve(actor)
    try:
        yield
    finally:
        release()


def reserve(actor: Actor) -> None:
    """Take the one place there is, or say who has it."""
    if not _only_one.acquire(blocking=False):
        held = _holder[0] if _holder else _Holder(now(), "?")
        raise AnalysisRunning(held.since, held.actor)
    _holder[:] = [_Holder(now(), actor.name)]


def release() -> None:
    """Give the place back."""
    _holder.clear()
    _only_one.release()


def run_reserved(
    of: Store,
    actor: Actor,
    *,
    seed: int | None = None,
    since: int | None = None,
    progress: Tell | None = None,
) -> RunReport:
    """Like `run_analysis`, where the place is taken already."""
    tell = progress or (lambda step, share: None)
    began, started_at = time.perf_counter(), now()
    chosen, state = SEED if seed is None else seed, NOTHING_READ
    try:
        # Pages import this module for their button; only a run needs the engine.
        from jobs import finding
        from jobs.reading import read_material

        tell("reading", 0.0)
        if seed is None:
            chosen = int(of.info("seed") or SEED)
        material = read_material(of, since=since)
        state = material.state
        found = finding.find(material, chosen, tell, since=since)
        tell("storing", 0.9)
        seconds = time.perf_counter() - began
        facts = RunFacts(
            method_version=METHOD_VERSION,
            seed=chosen,
            started_at=started_at,
            finished_at=now(),
            seconds=seconds,
            **found.facts,
        )
        run_id = analysis.store_run(of, actor, state, facts, found.tables)
    except Exception as error:
        # Whatever went wrong, the failure is recorded and the reader gets a reference.
        raise _failed(of, actor, state, chosen, started_at, began, error) from error
    tell("done", 1.0)
    raters = found.tables.raters
    of_superiors = raters[raters["rater_type"] == "superior"]
    return RunReport(
        run_id=run_id,
        seed=chosen,
        method_version=METHOD_VERSION,
        n_appraisals=state.n_appraisals,
        n_used=facts.n_used or 0,
        n_employees=facts.n_employees or 0,
        n_raters=facts.n_raters or 0,
        verdicts={str(k): int(n) for k, n in of_superiors["verdict"].value_counts().items()},
        notes=found.notes,
        seconds=time.perf_counter() - began,
    )


def _failed(
    of: Store,
    actor: Actor,
    state: DataState,
    seed: int,
    started_at: datetime,
    began: float,
    error: Exception,
) -> AnalysisFailed:
    """Record a failure, and log where it happened without anything of the data."""
    reference = secrets.token_hex(4)
    # The text of an error nobody foresaw may quote a cell: only its kind is kept.
    is_ours = isinstance(error, AnalyticsError | DataError)
    text = str(error) if is_ours else "An unexpected error ended it; the log says where."
    kind = type(error).__name__
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log.error("%s %s at %s", reference, kind, " > ".join(places[-12:]))
    facts = RunFacts(
        method_version=METHOD_VERSION,
        seed=seed,
        started_at=started_at,
        finished_at=now(),
        seconds=time.perf_counter() - began,
        error_kind=kind,
        error_text=text,
        reference=reference,
    )
    run_id = None
    try:
        run_id = analysis.store_failure(of, actor, state, facts)
    except Exception:  # whatever keeps the store from writing, a full disk too: the caller is told
        log.error("%s could not be recorded", reference)  # noqa: TRY400 – no text of errors
    return AnalysisFailed(text, kind=kind, reference=reference, run_id=run_id)
