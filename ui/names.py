"""Names behind "Tampilkan nama" (ui.md 5.4): for roles that need them, and every reveal recorded.

    named = names.show_names(scope, key="rinci_nama", about="agencies/raters/DINKES/2025", n=12)
    raters = cached(reads.raters_of_agency, named, chosen)

A page reads without names first; the number of people comes from there. Only when the reader asks
is the reveal written to the audit trail, and only then the scope is one whose queries give names.
Until then no name leaves the database, and a reveal that cannot be recorded does not happen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import streamlit as st

from data import store
from data.scope import Scope
from data.store import Actor
from ui import access
from ui.i18n import _

RECORDED_KEY = "session_names_recorded"  # what is on screen with names and stands in the trail


def show_names(scope: Scope, *, key: str, about: str, n: int, page: str | None = None) -> Scope:
    """Offer the names of `n` people; return the scope to read with.

    Parameters
    ----------
    key : of the toggle, made of page and purpose. With another `about` it starts switched off.
    about : codes of what is shown, `page/table/subject/period`, never a name or a NIP; it is the
        object of the audit event. As long as it stays the same and switched on, one event is kept.
    n : people whose names are shown, as counted without them.
    page : of site_map, where other roles than everywhere may ask for names.

    Returns
    -------
    The scope itself, or one with `may_see_names`. A role that needs no names gets no toggle.
    """
    if not access.current_user().may_reveal_names_on(page) or n == 0:
        return scope
    asked = st.toggle(
        _("Tampilkan nama"),
        key=f"{key}_{about}",
        help=_("Siapa yang menampilkan nama, di mana, dan berapa, dicatat di jejak audit."),
    )
    recorded: set[tuple[str, int]] = st.session_state.setdefault(RECORDED_KEY, set())
    if not asked:
        recorded.difference_update({each for each in recorded if each[0] == about})
        return scope
    if (about, n) not in recorded:
        _record(scope, "reveal_names", about, n)
        recorded.add((about, n))
    return dataclasses.replace(scope, may_see_names=True)


def recorder(
    scope: Scope, *, about: str, of_persons: bool = False
) -> Callable[[str, int], None] | None:
    """Return what `Card.downloads` tells of a file with names; None where it holds no names.

    A file `of_persons` is recorded without names too: its rows are single people.
    """
    if not scope.may_see_names and not of_persons:
        return None
    action = "download_names" if scope.may_see_names else "download_persons"

    def record(suffix: str, n_rows: int) -> None:
        _record(scope, action, f"{about}.{suffix}", n_rows)

    return record


def _record(scope: Scope, action: str, about: str, n: int) -> None:
    with store.current().write(Actor(scope.actor, "dashboard")) as writer:
        writer.audit(action, "page", about, after={"n": n})
