"""A run in the background: started by a page, its progress read by every page."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from data.store import Actor, Store
from jobs import running
from jobs.errors import AnalysisFailed


@dataclass(frozen=True)
class Progress:
    """How far the newest run of this process is."""

    step: str  # reading, model, patterns, fairness, reliability, storing, done, failed
    share: float  # done, 0–1
    started_at: datetime  # UTC
    actor: str
    is_running: bool
    error_text: str | None = None  # failed: what to do, without personal data
    reference: str | None = None


_latest: list[Progress] = []
_changing = threading.Lock()


def start(of: Store, actor: Actor, *, seed: int | None = None) -> threading.Thread:
    """Start a run and come back at once; `progress` says how it goes on.

    A process that ends takes the run with it; the former results stay.

    Raises
    ------
    AnalysisRunning
        If a run is under way.
    """
    running.reserve(actor)
    _show(Progress("reading", 0.0, _now(), actor.name, is_running=True))
    thread = threading.Thread(target=_run, args=(of, actor, seed), name="analysis run", daemon=True)
    thread.start()
    return thread


def progress() -> Progress | None:
    """Return how far the newest run of this process is; None before the first."""
    with _changing:
        return _latest[0] if _latest else None


def _run(of: Store, actor: Actor, seed: int | None) -> None:
    try:
        running.run_reserved(of, actor, seed=seed, progress=_tell)
    except AnalysisFailed as error:
        _change(step="failed", is_running=False, error_text=error.text, reference=error.reference)
    else:
        _change(step="done", share=1.0, is_running=False)
    finally:
        running.release()


def _tell(step: str, share: float) -> None:
    _change(step=step, share=share)


def _change(**fields: object) -> None:
    with _changing:
        _latest[:] = [replace(_latest[0], **fields)]  # type: ignore[arg-type]  # names are ours


def _show(new: Progress) -> None:
    with _changing:
        _latest[:] = [new]


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
