"""What happens next with a saved list: proposed, withdrawn, returned, approved."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data import shortlists, store
from data.errors import ShortlistRefused
from data.reads.shortlists import Shortlist
from data.scope import Scope
from data.shortlists import LONGEST_REASON
from ui import formats
from ui.i18n import _, ngettext
from ui.panels.shortlists import editing, wording
from ui.panels.shortlists.editing import SAID_KEY
from ui.plain import plain

RETURN_KEY = "daftar_kembali_alasan"


def draw(scope: Scope, facts: Shortlist, *, n_waiting: int, n_lacking: int, n_taken: int) -> None:
    """Draw what the reader may do with the list as a whole, or who may."""
    if facts.is_open:
        if facts.owner == scope.actor:
            _draw_open(scope, facts, n_waiting=n_waiting, n_lacking=n_lacking, n_taken=n_taken)
        else:
            st.caption(_("Hanya {owner} yang dapat mengubah daftar ini.").format(
                owner=plain(facts.owner)
            ))  # fmt: skip
    elif facts.state == "proposed":
        if wording.may_decide(scope, facts):
            _draw_decision(scope, facts)
        else:
            st.info(wording.waits_for(scope, facts))
        if facts.owner == scope.actor:
            st.button(
                _("Tarik usulan"),
                key="daftar_tarik",
                icon=":material/undo:",
                on_click=_attempt,
                args=(lambda: shortlists.withdraw(
                    scope, facts.shortlist_id, seen_version=facts.version, of=store.current()
                ),),
            )  # fmt: skip


def _draw_open(
    scope: Scope, facts: Shortlist, *, n_waiting: int, n_lacking: int, n_taken: int
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if n_waiting:
            st.button(
                ngettext("Simpan {n} pilihan", "Simpan {n} pilihan", n_waiting).format(
                    n=formats.count(n_waiting)
                ),
                key="daftar_simpan",
                type="primary",
                on_click=editing.save,
                args=(scope,),
            )
            st.button(_("Buang yang belum disimpan"), key="daftar_buang", on_click=editing.forget)
            return
        st.button(
            _("Usulkan untuk disetujui"),
            key="daftar_usul",
            type="primary",
            icon=":material/send:",
            disabled=n_lacking > 0 or n_taken == 0,
            on_click=_attempt,
            args=(lambda: shortlists.propose(
                scope, facts.shortlist_id, seen_version=facts.version, of=store.current()
            ),),
        )  # fmt: skip
        if n_lacking:
            st.caption(
                ngettext(
                    "{n} pilihan di luar urutan belum beralasan.",
                    "{n} pilihan di luar urutan belum beralasan.",
                    n_lacking,
                ).format(n=formats.count(n_lacking))
            )
        elif not n_taken:
            st.caption(wording.refusal("nobody_taken"))


def _draw_decision(scope: Scope, facts: Shortlist) -> None:
    st.markdown(
        _("{who} mengusulkan daftar ini dan menunggu keputusan Anda.").format(
            who=plain(facts.proposed_by or facts.owner)
        )
    )
    with st.container(horizontal=True):
        if st.button(
            _("Setujui daftar"), key="daftar_setuju", type="primary", icon=":material/check:"
        ):
            _ask_to_approve(scope, facts)
        with (
            st.popover(_("Kembalikan"), icon=":material/undo:", key="daftar_kembali"),
            st.form("daftar_kembali_isian", border=False),
        ):
            st.text_area(
                _("Alasan pengembalian"), key=RETURN_KEY, max_chars=LONGEST_REASON, height=110
            )
            st.form_submit_button(
                _("Kembalikan ke pengusul"), on_click=_give_back, args=(scope, facts)
            )


def _ask_to_approve(scope: Scope, facts: Shortlist) -> None:
    @st.dialog(_("Setujui daftar ini?"))
    def ask() -> None:
        st.markdown(
            ngettext(
                "Daftar **{name}** dengan **{n}** orang diambil tidak dapat diubah lagi setelah"
                " disetujui.",
                "Daftar **{name}** dengan **{n}** orang diambil tidak dapat diubah lagi setelah"
                " disetujui.",
                facts.n_taken,
            ).format(name=plain(facts.name), n=formats.count(facts.n_taken))
        )
        if facts.changed_since:
            st.warning(
                _("Berubah sejak disimpan: {what}. Persetujuan mencatatnya.").format(
                    what=wording.changed_short(facts.changed_since)
                )
            )
        if st.button(
            _("Setujui untuk selamanya"),
            type="primary",
            key="daftar_setuju_ya",
            on_click=approve,
            args=(scope, facts),
        ):
            st.rerun()

    ask()


def approve(scope: Scope, facts: Shortlist) -> None:
    """Approve the list as the reader has it before the eyes; called by the button."""
    _attempt(
        lambda: shortlists.approve(
            scope,
            facts.shortlist_id,
            seen_version=facts.version,
            changed_since=facts.changed_since,
            of=store.current(),
        )
    )


def _give_back(scope: Scope, facts: Shortlist) -> None:
    reason = str(st.session_state.get(RETURN_KEY, ""))
    _attempt(
        lambda: shortlists.give_back(
            scope,
            facts.shortlist_id,
            reason,
            seen_version=facts.version,
            changed_since=facts.changed_since,
            of=store.current(),
        )
    )


def _attempt(write: Callable[[], object]) -> None:
    """Write, or keep the words why it cannot be for the next drawing."""
    try:
        write()
    except ShortlistRefused as error:
        st.session_state[SAID_KEY] = wording.refusal(error.problem)
