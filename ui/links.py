"""Pages by name, so that cards and findings can link to them without knowing their scripts.

The router registers the pages a reader may open, on every run; a page that is not there is a page
this reader may not open, and then there is no link.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import Page

from ui import url_state
from ui.i18n import _

SESSION_KEY = "session_pages"
EMPLOYEE = "pegawai"  # parameter of the address: one person


def register(pages: Mapping[str, Page]) -> None:
    """Keep the pages of this reader by name: `overview`, `agencies`, `data`, `method` and so on."""
    st.session_state[SESSION_KEY] = dict(pages)


def page(name: str) -> Page | None:
    """Return the page, or None where the reader may not open it."""
    pages: dict[str, Page] = st.session_state.get(SESSION_KEY, {})
    return pages.get(name)


def link(
    name: str, label: str, *, icon: str | None = None, parameters: Mapping[str, str] | None = None
) -> bool:
    """Draw a link to a page where the reader may open it; say whether it was drawn.

    It carries the filters, the language and the role, so that the browser goes there in one step.
    """
    target = page(name)
    if target is None:
        return False
    codes = url_state.written() | dict(parameters or {})
    st.page_link(target, label=label, icon=icon, query_params=codes)
    return True


def employee_profile_link(employee_id: int, label: str | None = None) -> bool:
    """Draw a link to the profile of one person; whoever may open it sees it, nobody else.

    The label is words of ours; without one it says where it leads, never who the person is.
    """
    return link(
        "employee_profile",
        _("Buka profil pegawai") if label is None else label,
        icon=":material/person:",
        parameters={EMPLOYEE: str(employee_id)},
    )
