"""Saved lists of Calon promosi: which there are, what one holds, who is taken, who decides.

`draw` is a view of the page. What a list holds comes from `reads.shortlist_content` alone: it is
shown as it was saved, and what changed since is said beside it.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import reads
from data.reads.shortlists import Shortlist, ShortlistContent
from data.scope import Filters, Scope
from ui import formats, how_to_read, links, names, tables, url_state
from ui.cached import cached
from ui.charts.frame import rows_of
from ui.i18n import _, ngettext
from ui.panels.calibration import told_apart
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked, unnamed
from ui.panels.shortlists import deciding, editing, files, saving, table, wording
from ui.panels.shortlists.saving import PARAMETER
from ui.plain import plain

__all__ = ["PARAMETER", "draw", "waiting_sentence"]

CHOICE_KEY = "daftar_pilih"
MOST_NUMBERS = 8  # rows named in a sentence


def waiting_sentence(scope: Scope) -> str | None:
    """Say how many lists wait for the reader's decision; None without one."""
    lists = cached(reads.shortlists, scope)
    n = sum(wording.may_decide(scope, row) for row in rows_of(lists))
    if not n:
        return None
    return ngettext(
        "{n} daftar menunggu keputusan Anda, di Daftar tersimpan.",
        "{n} daftar menunggu keputusan Anda, di Daftar tersimpan.",
        n,
    ).format(n=formats.count(n))


@st.fragment
def draw(scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked | None) -> None:
    """Draw the saved lists; what is chosen in one redraws this part of the page alone."""
    scope = unnamed(scope)
    lists = cached(reads.shortlists, scope)
    opened = _of_address(scope, lists)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if opened is not None:
            _draw_choice(lists, opened)
        if ranked is not None and ranked.pool.n:
            saving.draw(scope, chosen, asked, found, ranked, n_lists=len(lists))
    if opened is None:
        st.info(
            _(
                "Simpan urutan di atas sebagai daftar untuk memilih orang, menulis alasan, dan"
                " meminta persetujuan."
            )
            if ranked is not None and ranked.pool.n
            else _("Daftar disimpan dari urutan; belum ada urutan untuk pilihan ini."),
            title=_("Belum ada daftar tersimpan"),
        )  # fmt: skip
        return
    _draw_list(scope, opened)


def _of_address(scope: Scope, lists: pd.DataFrame) -> int | None:
    """Return the list the address names, else the one changed last."""
    number = url_state.whole_number(url_state.parameter(PARAMETER))
    known = {int(each) for each in lists["shortlist_id"]}
    if number in known:
        return number
    url_state.set_parameter(PARAMETER, None)
    return int(lists["shortlist_id"].iloc[0]) if known else None


def _draw_choice(lists: pd.DataFrame, opened: int) -> None:
    words = told_apart({int(row.shortlist_id): wording.in_a_list(row) for row in rows_of(lists)})
    st.session_state[CHOICE_KEY] = opened
    st.selectbox(
        _("Daftar tersimpan"),
        list(words),
        format_func=words.__getitem__,
        key=CHOICE_KEY,
        on_change=_open_chosen,
    )


def _open_chosen() -> None:
    url_state.set_parameter(PARAMETER, str(st.session_state[CHOICE_KEY]))


def _draw_list(scope: Scope, number: int) -> None:
    content = cached(reads.shortlist_content, scope, number)
    if content is None:
        st.warning(wording.refusal("unknown"))
        return
    facts = content.facts
    _draw_head(facts)
    said = st.session_state.pop(editing.SAID_KEY, None)
    if said:
        st.error(said)
    about = wording.revealed(facts)
    named = names.show_names(
        scope, key="daftar_nama", about=about, n=len(content.entries), page="candidates"
    )
    if named.may_see_names:
        content = cached(reads.shortlist_content, named, number) or content
    state = editing.open_editing(content)
    may_edit = facts.is_open and facts.owner == scope.actor
    against, lacking = editing.judged(content, state)
    n_taken = sum(state.chosen(int(each)).is_taken for each in content.entries["employee_id"])
    st.markdown(wording.taken_sentence(facts, n_taken, len(against)))
    _draw_people(content, state, against, lacking, may_edit=may_edit)
    deciding.draw(
        scope, facts, n_waiting=len(state.waiting), n_lacking=len(lacking), n_taken=n_taken
    )
    _draw_rest(named, content)


def _draw_head(facts: Shortlist) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(
            wording.state(facts.state), color="gray", icon=wording.STATE_ICONS.get(facts.state)
        )
        st.caption(f"{plain(wording.subject(facts))} · {wording.head(facts)}")
    changed = wording.changed_sentences(facts)
    if changed:
        st.warning(" ".join(changed), title=_("Data berubah sejak daftar ini disimpan"))
        links.link(
            "candidates",
            _("Lihat urutan sekarang dengan pilihan yang sama"),
            icon=":material/refresh:",
            parameters=wording.address(facts),
        )


def _draw_people(
    content: ShortlistContent,
    state: editing.Editing,
    against: frozenset[int],
    lacking: tuple[int, ...],
    *,
    may_edit: bool,
) -> None:
    everybody = table.numbered(content)
    if may_edit:
        _say_what_lacks(everybody, lacking)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            _("Cari di daftar ini"),
            type="search",
            live="300ms",
            key="daftar_cari",
            placeholder=_("Jabatan, unit, atau perangkat daerah"),
        )
        show = st.selectbox(
            _("Tampilkan"),
            list(table.SHOW),
            format_func=lambda code: _(table.SHOW[code]),
            key="daftar_tampil",
        )
    found = table.wanted(everybody, content, state, lacking, words=words, show=show)
    shown = table.worded(found.head(table.SHOWN))
    if shown.empty:
        st.caption(_("Tidak ada pegawai yang cocok."))
        return
    if len(shown) < len(everybody):
        st.caption(
            _("Tampil {n}; berkas unduhan memuat semuanya.").format(
                n=formats.n_of_n(len(shown), len(everybody))
            )
        )
    if may_edit:
        table.draw(shown, state)
        return
    held = editing.held_by(content)
    table.draw_to_read(table.with_choices(shown, held, against), key="daftar_baca")


def _say_what_lacks(everybody: pd.DataFrame, lacking: tuple[int, ...]) -> None:
    """Name the rows that need a reason before the list may be proposed."""
    if not lacking:
        return
    numbers = everybody.loc[everybody["employee_id"].isin(lacking), "no"]
    said = [formats.count(number) for number in numbers[:MOST_NUMBERS]]
    if len(numbers) > MOST_NUMBERS:
        said.append(_("{n} lainnya").format(n=formats.count(len(numbers) - MOST_NUMBERS)))
    st.caption(
        ":material/rate_review: "
        + _("Di luar urutan dan belum beralasan: nomor {numbers}.").format(
            numbers=formats.listing(said)
        )
    )


def _draw_rest(named: Scope, content: ShortlistContent) -> None:
    with st.container(horizontal=True):
        with st.expander(
            _("Yang diminta dan dasarnya"), key="daftar_kriteria", on_change="rerun", type="compact"
        ) as opened:
            if opened.open:
                st.table(wording.criteria(content.facts), border="horizontal")
        files.buttons(named, content)
        with st.popover(_("Cara membaca"), icon=":material/help:", key="daftar_baca_cara"):
            for sentence in how_to_read.texts("shortlists"):
                st.markdown(sentence)
            st.caption(how_to_read.table_keys())
    with st.expander(_("Riwayat"), key="daftar_riwayat", on_change="rerun") as history:
        if history.open:
            tables.show(
                files.decision_rows(content), files.decision_columns(),
                key="daftar_keputusan", alt=_("Keputusan tentang daftar ini"),
            )  # fmt: skip
            if len(content.choices):
                tables.show(
                    files.choice_rows(content), files.choice_columns(),
                    key="daftar_riwayat_pilihan", alt=_("Setiap pilihan yang disimpan"),
                )  # fmt: skip
