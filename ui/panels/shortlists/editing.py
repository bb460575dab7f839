"""What a reader chooses on a list before saving it, kept while the table is drawn anew.

The editor of the browser keeps edits by the place of a row, and its key stands for what it was
given; so whatever is drawn in it stays as it is while the key holds. What was chosen waits here
under the number of the person until the reader saves all of it at once, on the version of the list
that this tab has seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from data import shortlists, store
from data.errors import ShortlistRefused
from data.reads.shortlists import ShortlistContent
from data.scope import Scope
from data.shortlist_order import Listed, against_order, lacking_reason
from data.shortlists import Choice
from ui.panels.shortlists.wording import refusal

EDITING_KEY = "session_shortlist_editing"
COUNTER_KEY = "session_shortlist_counter"  # of editors; a key is never used again
SAID_KEY = "session_shortlist_said"  # what became of the last write
EDITABLE = ("is_taken", "reason")


@dataclass(frozen=True)
class Chosen:
    """What is chosen about one person."""

    is_taken: bool
    reason: str | None


@dataclass
class Editing:
    """The editor of one list in one browser tab."""

    shortlist_id: int
    version: int  # of the list, as this tab has seen it
    held: Mapping[int, Chosen]  # what the store holds
    waiting: dict[int, Chosen] = field(default_factory=dict)
    given: pd.DataFrame | None = None  # what the editor was given
    fixed: pd.DataFrame | None = None  # its columns nobody edits; others need another key
    people: tuple[int, ...] = ()  # by row
    number: int = 0  # of the editor, in its key

    @property
    def key(self) -> str:
        """The key of the editor."""
        return f"daftar_tabel_{self.number}"

    def chosen(self, person: int) -> Chosen:
        """Return what holds about a person, saved or not."""
        return self.waiting.get(person) or self.held[person]


def open_editing(content: ShortlistContent) -> Editing:
    """Return the editor of this tab with what was just typed; renewed where others wrote."""
    facts = content.facts
    editing: Editing | None = st.session_state.get(EDITING_KEY)
    if editing is None or editing.shortlist_id != facts.shortlist_id:
        editing = Editing(facts.shortlist_id, facts.version, held_by(content))
        st.session_state[EDITING_KEY] = editing
    _take_in(editing)
    if editing.version != facts.version:
        editing.version, editing.held = facts.version, held_by(content)
        editing.given = None
    for person in list(editing.waiting):
        if editing.waiting[person] == editing.held.get(person):
            del editing.waiting[person]
    return editing


def held_by(content: ShortlistContent) -> dict[int, Chosen]:
    """Return what the store holds about each person of a list."""
    rows = content.entries
    return {
        int(person): Chosen(bool(is_taken), reason if isinstance(reason, str) else None)
        for person, is_taken, reason in zip(
            rows["employee_id"], rows["is_taken"], rows["reason"], strict=True
        )
    }


def as_listed(content: ShortlistContent, editing: Editing) -> list[Listed]:
    """Return the people with what is chosen now, saved or not."""
    rows = content.entries
    return [
        Listed(
            int(person),
            None if pd.isna(place) else int(place),
            editing.chosen(int(person)).is_taken,
            editing.chosen(int(person)).reason,
        )
        for person, place in zip(rows["employee_id"], rows["place"], strict=True)
    ]


def judged(content: ShortlistContent, editing: Editing) -> tuple[frozenset[int], tuple[int, ...]]:
    """Return who is taken or left against the order, and who of them lacks a reason."""
    people = as_listed(content, editing)
    places = content.facts.places
    return against_order(people, places), lacking_reason(people, places)


def given_to_editor(editing: Editing, fixed: pd.DataFrame, people: pd.Series[int]) -> pd.DataFrame:
    """Return what the editor is given: the same as before while its key holds."""
    numbers = tuple(int(person) for person in people)
    was = editing.fixed
    is_same = was is not None and numbers == editing.people and fixed.equals(was)
    # without a state of its key the reader was on another page meanwhile
    if editing.given is None or not is_same or editing.key not in st.session_state:
        editing.number = st.session_state[COUNTER_KEY] = st.session_state.get(COUNTER_KEY, 0) + 1
        editing.fixed, editing.people = fixed, numbers
        said = [editing.chosen(person) for person in numbers]
        editing.given = fixed.assign(
            is_taken=[each.is_taken for each in said],
            reason=pd.array([each.reason for each in said], dtype="string"),
        )
    return editing.given


def save(scope: Scope) -> None:
    """Save what waits on the version this tab has seen; called by the button."""
    editing: Editing = st.session_state[EDITING_KEY]
    _take_in(editing)  # the click may come with the last edit
    choices = [
        Choice(person, said.is_taken, said.reason) for person, said in editing.waiting.items()
    ]
    try:
        shortlists.save_choices(
            scope,
            editing.shortlist_id,
            choices,
            seen_version=editing.version,
            of=store.current(),
        )
    except ShortlistRefused as error:
        st.session_state[SAID_KEY] = refusal(error.problem)
    else:
        editing.waiting.clear()


def forget() -> None:
    """Drop what waits; called by the button."""
    editing: Editing = st.session_state[EDITING_KEY]
    editing.waiting.clear()
    editing.given = None


def _take_in(editing: Editing) -> None:
    """Make what waits say what the editor shows of the people in it.

    A cell put back to what it was given is no edit any more, so every row counts, not the edited.
    """
    state = st.session_state.get(editing.key)
    if editing.given is None or state is None:
        return
    edited = {int(place): cells for place, cells in state["edited_rows"].items()}
    given = zip(editing.people, *(editing.given[name] for name in EDITABLE), strict=True)
    for place, (person, is_taken, reason) in enumerate(given):
        row = {"is_taken": is_taken, "reason": reason, **edited.get(place, {})}
        text = row["reason"].strip() if isinstance(row["reason"], str) else ""
        editing.waiting[person] = Chosen(bool(row["is_taken"]), text or None)
        if editing.waiting[person] == editing.held.get(person):
            del editing.waiting[person]
