"""The parts of Calon promosi: what is asked, the list, and what stands under it.

Everything rests on three things that are kept between runs: the pool with its checks
(`pool.judged`), its order (`pool.ranked`), and the people in words (`people`).
"""

from __future__ import annotations

import streamlit as st

from data import reads
from data.scope import Filters, Scope
from ui import filters, names, states, url_state
from ui.cached import cached
from ui.i18n import N_, _
from ui.panels import shortlists
from ui.panels.candidates import balance, boxes, checks, firmness, moves, wording
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked

# The views under the list in reading order; texts are translated where they are shown.
VIEWS = {
    "checks": N_("Syarat"),
    "boxes": N_("Sembilan kotak"),
    "moves": N_("Mentah dan disesuaikan"),
    "firmness": N_("Kepekaan"),
    "balance": N_("Kesetaraan daftar"),
    "saved": N_("Daftar tersimpan"),
}
WITHOUT_ORDER = ("checks", "boxes", "saved")
SAVED = "saved"
VIEW_KEY = "calon_lihat"
_DRAW = {
    "checks": checks.draw,
    "boxes": boxes.draw,
    "moves": moves.draw,
    "firmness": firmness.draw,
    "balance": balance.draw,
    # looked up when drawn: either package may be imported first
    "saved": lambda *drawn: shortlists.draw(*drawn),
}


def narrowed_by() -> str:
    """Say which filters narrow the pool."""
    return _("Periode yang dianalisis digabung; saringan lain berlaku.")


def nobody_here(scope: Scope, chosen: Filters) -> None:
    """Say that the filters leave nobody; an empty store has said so already."""
    if cached(reads.store_facts, scope).n_employees:
        states.nothing_matches(chosen, key="calon", on_reset=filters.reset)


def show_names(scope: Scope, chosen: Filters, asked: Asked, found: Judged) -> Scope:
    """Offer the names of the pool; return the scope that what is drawn is read with."""
    about = wording.revealed(chosen, asked)
    return names.show_names(
        scope, key="calon_nama", about=about, n=len(found.people), page="candidates"
    )


def draw_views(
    scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked | None
) -> None:
    """Draw the views as tabs; only the open one is computed."""
    names = [name for name in VIEWS if ranked is not None or name in WITHOUT_ORDER]
    waiting = shortlists.waiting_sentence(scope)
    if waiting is not None:
        st.caption(f":material/how_to_vote: {waiting}")
    if url_state.parameter(shortlists.PARAMETER) is not None:
        st.session_state.setdefault(VIEW_KEY, _(VIEWS[SAVED]))
    opened = st.tabs([_(VIEWS[name]) for name in names], key=VIEW_KEY, on_change="rerun")
    for view, name in zip(opened, names, strict=True):
        if view.open:
            with view:
                _DRAW[name](scope, chosen, asked, found, ranked)
