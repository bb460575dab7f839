"""What a reader types into the table of a draft, on its way into the store.

The editor of the browser keeps edits by the place of a row, and its key stands for what it was
given. So whatever is drawn in it stays as it is while the key holds; other rows, other columns or a
change from elsewhere make a new key, and what was typed without being saved is put in again.

A row is saved as soon as it may be: when something else than the result is proposed, with its
reason. Until then it waits here, is not counted, and is told to the reader by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from data import calibration, reads, store
from data.calibration import NEVER_TOUCHED, Proposal
from data.errors import CalibrationRefused
from data.reads.calibrations import Calibration
from data.scope import Scope
from data.store import Actor
from ui.cached import cached

EDITING_KEY = "session_calibration_editing"
EDITABLE = ("proposed", "reason", "is_discussed")


@dataclass(frozen=True)
class Said:
    """What is said about one person."""

    proposed: str | None = None  # None: as the result says
    reason: str | None = None
    is_discussed: bool = False
    version: int = NEVER_TOUCHED

    def means(self, other: Said) -> bool:
        """Whether both say the same, whoever wrote it and when."""
        return replace(self, version=0) == replace(other, version=0)


NOTHING = Said()


@dataclass(frozen=True)
class Drawn:
    """What an editor shows; anything else needs another key."""

    people: tuple[int, ...] = ()  # by row
    columns: tuple[str, ...] = ()
    results: tuple[str, ...] = ()  # predicate of each row


@dataclass
class Editing:
    """The editor of one draft in one browser tab."""

    calibration_id: int
    version: int  # of the draft, as this tab knows it
    held: Mapping[int, Said]  # what the store holds, by person
    waiting: dict[int, Said] = field(default_factory=dict)  # typed, a reason is missing
    given: pd.DataFrame | None = None  # what the editor was given
    drawn: Drawn = Drawn()
    number: int = 0  # of the editor, in its key

    @property
    def key(self) -> str:
        """The key of the editor."""
        return f"kalibrasi_tabel_{self.calibration_id}_{self.number}"

    def said(self, person: int) -> Said:
        """Return what the draft says about a person, saved or not."""
        return self.waiting.get(person) or self.held.get(person, NOTHING)


@dataclass(frozen=True)
class Outcome:
    """What became of what was typed."""

    n_saved: int = 0
    refused: str | None = None  # a problem of CalibrationRefused that concerns the draft
    lost: tuple[tuple[int, Said], ...] = ()  # changed elsewhere meanwhile; the store's stands
    is_renewed: bool = False  # somebody changed the draft elsewhere


def open_editing(scope: Scope, draft: Calibration) -> Editing:
    """Return the editor of this tab, a new one for another draft."""
    editing: Editing | None = st.session_state.get(EDITING_KEY)
    if editing is None or editing.calibration_id != draft.calibration_id:
        held = held_by(scope, draft.calibration_id)
        editing = Editing(draft.calibration_id, draft.version, held)
        st.session_state[EDITING_KEY] = editing
    return editing


def take_in(scope: Scope, draft: Calibration, editing: Editing, now: Mapping[int, str]) -> Outcome:
    """Save what was typed since the last run, and notice what others changed.

    Parameters
    ----------
    now : the predicate of each person's result; people rated without one are left out
    """
    typed = _typed(editing)
    for person, said in typed.items():
        is_own = said.proposed is not None and said.proposed == now.get(person)
        editing.waiting[person] = replace(said, proposed=None) if is_own else said
    for person in list(editing.waiting):
        if editing.waiting[person].means(editing.held.get(person, NOTHING)):
            del editing.waiting[person]
    ready = {person: said for person, said in editing.waiting.items() if not lacks_reason(said)}
    outcome = _save(scope, draft.calibration_id, editing, ready)
    fresh = cached(reads.calibration, scope, draft.calibration_id)
    version = draft.version if fresh is None else fresh.version
    if outcome.n_saved:
        editing.version += 1
    if outcome.n_saved or version != editing.version:
        outcome = _renew(scope, editing, version, outcome)
    return outcome


def lacks_reason(said: Said) -> bool:
    """Say whether a proposal stands without its reason."""
    return said.proposed is not None and not (said.reason or "").strip()


def given_to_editor(
    editing: Editing, fixed: pd.DataFrame, people: pd.Series[int], results: pd.Series[str]
) -> pd.DataFrame:
    """Return what the editor is given: the same as before while its key holds.

    `fixed` are the columns that are not edited, `people` the person of each row, `results` the
    predicates of now: an import in the middle of a meeting draws the table anew too.
    """
    drawn = Drawn(
        tuple(int(person) for person in people),
        tuple(str(name) for name in fixed.columns),
        tuple(results.fillna("")),
    )
    # without a state of its key the reader was on another page meanwhile
    if editing.given is None or editing.drawn != drawn or editing.key not in st.session_state:
        editing.number += 1
        editing.drawn = drawn
        said = [editing.said(person) for person in drawn.people]
        editing.given = fixed.assign(
            proposed=pd.array([each.proposed for each in said], dtype="string"),
            reason=pd.array([each.reason for each in said], dtype="string"),
            is_discussed=[each.is_discussed for each in said],
        )
    return editing.given


def held_by(scope: Scope, calibration_id: int) -> dict[int, Said]:
    """Return what the store holds about each person somebody touched."""
    found = cached(reads.calibration_proposals, scope, calibration_id)
    rows: Iterable[Any] = found.astype("object").where(found.notna(), None).itertuples()
    return {
        int(row.employee_id): Said(
            row.proposed_predicate, row.reason, bool(row.is_discussed), int(row.version)
        )
        for row in rows
    }


def _typed(editing: Editing) -> dict[int, Said]:
    """Return what the rows touched in the editor say, with the version this tab has seen."""
    state = st.session_state.get(editing.key)
    if editing.given is None or state is None:
        return {}
    found = {}
    for place, cells in state["edited_rows"].items():
        if not 0 <= int(place) < len(editing.drawn.people):
            continue
        person = editing.drawn.people[int(place)]
        row = {**editing.given.iloc[int(place)][list(EDITABLE)], **cells}
        found[person] = Said(
            _text(row["proposed"]),
            _text(row["reason"]),
            row["is_discussed"] is not None and bool(row["is_discussed"]),
            editing.held.get(person, NOTHING).version,
        )
    return found


def _text(value: object) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    return text or None


def _save(
    scope: Scope, calibration_id: int, editing: Editing, ready: Mapping[int, Said]
) -> Outcome:
    if not ready:
        return Outcome()
    try:
        _write(scope, calibration_id, ready)
    except CalibrationRefused as error:
        gone = {person: ready[person] for person in error.employee_ids if person in ready}
        for person in gone:
            editing.waiting.pop(person, None)
        if not gone:
            return Outcome(refused=error.problem)
        rest = {person: said for person, said in ready.items() if person not in gone}
        after = _save(scope, calibration_id, editing, rest)
        return replace(after, lost=(*after.lost, *gone.items()))
    for person in ready:
        del editing.waiting[person]
    return Outcome(n_saved=len(ready))


def _write(scope: Scope, calibration_id: int, ready: Mapping[int, Said]) -> None:
    proposals: Sequence[Proposal] = [
        Proposal(person, said.proposed, said.reason, said.is_discussed, said.version)
        for person, said in ready.items()
    ]
    actor = Actor(scope.actor, "dashboard")
    calibration.save_proposals(scope, calibration_id, proposals, actor, of=store.current())


def _renew(scope: Scope, editing: Editing, version: int, outcome: Outcome) -> Outcome:
    """Read anew what the store holds; draw the editor anew if others wrote."""
    held = held_by(scope, editing.calibration_id)
    by_others = version != editing.version
    lost = list(outcome.lost)
    for person, said in list(editing.waiting.items()):
        if held.get(person, NOTHING).version > said.version:
            lost.append((person, said))
            del editing.waiting[person]
    editing.held, editing.version = held, version
    if by_others or lost:
        editing.given = None
    return replace(outcome, lost=tuple(lost), is_renewed=by_others)
