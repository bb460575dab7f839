"""What stands above every page: title, question, filters in words, and what to know first."""

from __future__ import annotations

import streamlit as st

from data.scope import Filters, Scope
from ui import counts, filters, links, sentences, states, summaries, visibility
from ui.access import User
from ui.cached import remembered
from ui.groups import agency_names
from ui.i18n import _
from ui.site_map import PageEntry

INCOMPLETE_BELOW = 0.9  # a share of people appraised under this is named under the filters
MOST_INCOMPLETE = 2  # agencies named; all stand on the Data page


def draw(title: str, page: PageEntry | None, user: User) -> None:
    """Draw the head of a page; of one the reader may not open, or of none, the title alone."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(title, anchor=False)
        if user.is_demo:
            _draw_demo_mark()
    if page is None or not user.may_open(page.name):
        return
    st.caption(_(page.question))
    chosen = filters.current()
    if not page.has_filters or not user.may_open("overview") or chosen.period_code is None:
        return
    scope = user.scope
    st.markdown(_summary(scope, chosen))
    note = filters.period_note(chosen)
    if note is not None:
        st.caption(f":material/info: {note}")
    _draw_incomplete(scope, chosen)


def _draw_demo_mark() -> None:
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        states.sample_data()
        links.link("data", _("Mulai dengan data sendiri"), icon=":material/upload:")


def _summary(scope: Scope, chosen: Filters) -> str:
    filled = counts.filling(scope, chosen)
    n = int(filled["n"].sum())
    seen = visibility.filling_view(scope, chosen, "n")
    hidden = not seen.total() or (0 < n < scope.smallest_group)
    parts = list(filters.words(scope, chosen).values())
    return sentences.filter_summary(parts, None if hidden else n)


def _draw_incomplete(scope: Scope, chosen: Filters) -> None:
    with st.container(gap="xxsmall"):
        for name, share in incomplete(scope, chosen):
            states.partial(name, share)


@remembered
def incomplete(scope: Scope, chosen: Filters) -> list[tuple[str, float]]:
    """Return the agencies with the smallest shares of people appraised, if below the limit."""
    tally = summaries.complete(scope, chosen).long()
    low = tally[(tally["share"] < INCOMPLETE_BELOW)].nsmallest(MOST_INCOMPLETE, "share")
    names = agency_names(scope)
    codes = zip(low["agency_code"], low["share"], strict=True)
    return [(names.get(code, code), share) for code, share in codes]
