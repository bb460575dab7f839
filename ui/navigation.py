"""The pages of one reader: the menu, and what every other address shows.

Every address of the program is registered, so that Streamlit never puts up its own English
message: a page the reader may open with its script; one they may not with a refusal in its place,
its script unreachable; an address nobody knows with a sentence of ours. Only the first kind stands
in the menu.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from ui import access, links, site_map, states
from ui.access import User
from ui.i18n import _
from ui.site_map import PageEntry

# Tells Streamlit the page at the bare address from all others. No address holds a bare space, so
# nobody can ask for it; the browser shows the bare address.
START = "halaman awal"


@dataclass(frozen=True)
class Destination:
    """What the address of this run shows."""

    page: Page
    entry: PageEntry | None  # None: nothing of ours stands at this address
    title: str

    @property
    def follows_filters(self) -> bool:
        """Whether the filters of the sidebar change what the page shows."""
        return self.entry is None or self.entry.has_filters or self.entry.follows_period


def resolve(user: User) -> Destination:
    """Draw the menu of a reader and return what the address shows."""
    allowed = [entry for entry in site_map.PAGES if user.may_open(entry.name)]
    opened = {entry.name: _page(entry, entry.script) for entry in allowed}
    links.register(opened)
    menu = {
        _(section): [opened[entry.name] for entry in allowed if entry.section == section]
        for section in dict.fromkeys(entry.section for entry in allowed)
    }
    aside = _outside_the_menu(user, allowed)
    hidden = [destination.page for destination in aside]
    menu[next(iter(menu))] += hidden
    page = st.navigation(menu)
    shown = [*aside, *(Destination(opened[e.name], e, site_map.title(e)) for e in allowed)]
    return next(destination for destination in shown if destination.page == page)


def _outside_the_menu(user: User, allowed: list[PageEntry]) -> list[Destination]:
    first = allowed[0]
    found = []
    for entry in site_map.PAGES:
        if entry not in allowed and entry.path:
            page = _hidden(entry, partial(refuse, entry, first))
            found.append(Destination(page, entry, site_map.title(entry)))
    if first.path:  # the bare address belongs to Ikhtisar; others begin with what they have
        page = _page(first, first.script, path=START, hidden=True, default=True)
        found.append(Destination(page, first, site_map.title(first)))
    path = urlsplit(st.context.url or "").path.strip("/").rsplit("/", 1)[-1]
    if path and site_map.at(path) is None:
        words = _("Halaman tidak ditemukan")
        page = st.Page(partial(unknown, first), title=words, url_path=path, visibility="hidden")
        found.append(Destination(page, None, words))
    return found


def refuse(entry: PageEntry, first: PageEntry) -> None:
    """Say whom a page is for, and lead to the first page this reader may open."""
    access.refuse(entry.name)
    _lead_to(first)


def unknown(first: PageEntry) -> None:
    """Say that nothing stands at this address, and lead to the first page."""
    states.no_such_page()
    _lead_to(first)


def _lead_to(first: PageEntry) -> None:
    label = _("Buka {page}").format(page=site_map.title(first))
    links.link(first.name, label, icon=":material/arrow_forward:")


def _page(
    entry: PageEntry,
    script: str | Callable[[], None],
    *,
    path: str | None = None,
    hidden: bool = False,
    default: bool = False,
) -> Page:
    return st.Page(
        script,
        title=site_map.title(entry),
        icon=entry.icon,
        url_path=path or entry.path or START,
        default=default or not entry.path,
        help=_(entry.question),
        visibility="hidden" if hidden or entry.is_hidden else "visible",
    )


def _hidden(entry: PageEntry, draw: Callable[[], None]) -> Page:
    return _page(entry, draw, hidden=True)
