"""A run in the background: started by a page, its progress read by every page."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from data.store import Actor, Store, now
from jobs import running
from jobs.errors import AnalysisFailed, AnalysisRunning


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
# What changed while a run was under way, and who did it: one further run reads it all.
_wanted_again: list[tuple[Store, Actor]] = []
_changing = threading.Lock()


def start(
    of: Store, actor: Actor, *, seed: int | None = None, since: int | None = None
) -> threading.Thread:
    """Start a run and come back at once; `progress` says how it goes on.

    `since` is the first year whose appraisals are read; without it all are.
    A process that ends takes the run with it; the former results stay.

    Raises
    ------
    AnalysisRunning
        If a run is under way.
    """
    running.reserve(actor)
    _show(Progress("reading", 0.0, now(), actor.name, is_running=True))
    thread = threading.Thread(
        target=_run, args=(of, actor, seed, since), name="analysis run", daemon=True
    )
    thread.start()
    return thread


def renew(of: Store, actor: Actor) -> None:
    """Start a run after data changed; one under way is followed by another that reads them.

    It reads the years that the current run reads.
    """
    with _changing:
        is_running = bool(_latest) and _latest[0].is_running
        if is_running:
            _wanted_again[:] = [(of, actor)]
    if not is_running:
        with suppress(AnalysisRunning):  # a command's run in this process: the page says it is old
            start(of, actor, since=current_since(of))


def progress() -> Progress | None:
    """Return how far the newest run of this process is; None before the first."""
    with _changing:
        return _latest[0] if _latest else None


def current_since(of: Store) -> int | None:
    """Return the first year the current run was asked to read; None: all, or no run yet."""
    found = of.frame("current_run")
    if found.empty:
        return None
    since = json.loads(found["settings"].iloc[0]).get("since")
    return None if since is None else int(since)


def _run(of: Store, actor: Actor, seed: int | None, since: int | None) -> None:
    while True:
        try:
            _run_once(of, actor, seed, since)
        finally:
            # In one step: a change that comes now either finds the run or starts its own.
            with _changing:
                again = _wanted_again.pop() if _wanted_again else None
                if again is None:
                    _latest[:] = [replace(_latest[0], is_running=False)]
                    running.release()
        if again is None:
            return
        of, actor = again
        since = current_since(of)
        _show(Progress("reading", 0.0, now(), actor.name, is_running=True))


def _run_once(of: Store, actor: Actor, seed: int | None, since: int | None) -> None:
    try:
        running.run_reserved(of, actor, seed=seed, since=since, progress=_tell)
    except AnalysisFailed as error:
        _change(step="failed", error_text=error.text, reference=error.reference)
    else:
        _change(step="done", share=1.0)


def _tell(step: str, share: float) -> None:
    _change(step=step, share=share)


def _change(**fields: object) -> None:
    with _changing:
        _latest[:] = [replace(_latest[0], **fields)]  # type: ignore[arg-type]  # names are ours


def _show(new: Progress) -> None:
    with _changing:
        _latest[:] = [new]
