"""The draft that is open: its table, what it would change, and what stands below."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analytics.calibration import CalibrationEffect, LastCycle, last_cycle
from data import calibration, reads
from data.calibration import LONGEST_ATTENDEES
from data.reads.calibrations import Calibration
from data.scope import Filters, Scope
from ui import downloads, formats, names, states
from ui.about import about, data_date, name_parts
from ui.cached import cached
from ui.i18n import _, pgettext
from ui.panels import calibration as drafts
from ui.panels import calibration_editing as editing_parts
from ui.panels import calibration_effect as effect_parts
from ui.panels import calibration_minutes as minutes_parts
from ui.panels import calibration_table as table_parts
from ui.panels import calibration_views as view_parts
from ui.panels.calibration_editing import Editing, Outcome
from ui.plain import plain
from ui.reports import minutes as minutes_on_paper
from ui.times import local_time


@st.fragment
def draw(scope: Scope, chosen: Filters, calibration_id: int) -> None:
    """Draw a draft; what is typed redraws this part of the page alone."""
    draft = cached(reads.calibration, scope, calibration_id)
    if draft is None:
        st.warning(table_parts.refusal("unknown"))
        return
    may_edit = drafts.may_change(scope, draft)
    people = _people(scope, draft)
    editing = editing_parts.open_editing(scope, draft)
    outcome = Outcome()
    if may_edit:  # before anything is drawn, so that all of it shows what was just typed
        outcome = editing_parts.take_in(scope, draft, editing, _results(people))
        draft = cached(reads.calibration, scope, calibration_id) or draft
    _draw_head(scope, draft)
    if people.empty:
        states.not_enough(0, 1)
        return
    n_people = len(people)
    words, view, named = _draw_controls(scope, draft, n_people)
    people = _people(named, draft)
    held = table_parts.with_what_is_said(people, editing.held)
    cycle = last_cycle(held)
    everyone = table_parts.rows(held, list(cycle.now))
    place = place_of(draft)
    effect = effect_parts.effect_of(scope, place, held)
    left, right = st.columns([2, 1])
    with left:
        numbers = dict(zip(everyone["employee_id"].astype(int), everyone["no"], strict=True))
        table_parts.say_what_happened(outcome, numbers)
        if may_edit:
            table_parts.say_what_waits(editing, numbers)
        shown = table_parts.narrowed(everyone, editing, chosen, words=words, view=view)
        _draw_table(shown, editing, named, n_people=n_people, may_edit=may_edit)
    with right:
        effect_parts.draw(scope, place, effect, n_discussed=int(everyone["is_discussed"].sum()))
    _draw_views(named, draft, everyone, effect, cycle, may_edit=may_edit)


def place_of(draft: Calibration) -> Filters:
    """Return period and agency of a draft as filters."""
    year = int(draft.period_code[:4])
    return Filters(year=year, period_code=draft.period_code, agency_code=draft.agency_code)


def _people(scope: Scope, draft: Calibration) -> pd.DataFrame:
    where = (draft.period_code, draft.agency_code, draft.unit_id)
    return cached(reads.calibration_people, scope, *where)


def _results(people: pd.DataFrame) -> dict[int, str]:
    known = people.dropna(subset=["predicate"])
    return dict(zip(known["employee_id"].astype(int), known["predicate"], strict=True))


def _draw_head(scope: Scope, draft: Calibration) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if draft.is_closed:
            st.badge(_("Ditutup"), color="gray", icon=":material/lock:")
        else:
            states.draft()
        st.caption(f"{plain(minutes_parts.subject(draft))} · {head_words(scope, draft)}")


def head_words(scope: Scope, draft: Calibration) -> str:
    """Say whose draft it is, when it was changed, and why it may only be read; escaped."""
    owner = plain(draft.owner)
    if draft.is_closed:
        return _("Dibuat oleh {owner}; ditutup {moment}, jadi hanya dapat dibaca.").format(
            owner=owner, moment=formats.date_time(local_time(draft.closed_at))
        )
    moment = formats.date_time(local_time(draft.changed_at))
    if draft.owner != scope.actor:
        return _(
            "Draf milik {owner}, terakhir diubah {moment}; Anda hanya dapat membacanya."
        ).format(owner=owner, moment=moment)
    return _("Draf Anda, terakhir diubah {moment}. Setiap isian langsung tersimpan.").format(
        moment=moment
    )


def _draw_controls(
    scope: Scope, draft: Calibration, n_people: int
) -> tuple[str | None, str, Scope]:
    """Draw search, view and names; return what was asked, and the scope to read with."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            _("Cari pegawai"),
            type="search",
            live="300ms",
            key="kalibrasi_cari",
            placeholder=_("Jabatan, unit, penilai, atau nama"),
        )
        view = st.selectbox(
            _("Tampilkan"),
            list(table_parts.SHOWN),
            format_func=lambda code: _(table_parts.SHOWN[code]),
            key="kalibrasi_tampil",
        )
        named = names.show_names(
            scope, key="kalibrasi_nama", about=table_parts.revealed(draft), n=n_people
        )
    return words, view, named


def _draw_table(
    shown: pd.DataFrame, editing: Editing, named: Scope, *, n_people: int, may_edit: bool
) -> None:
    if shown.empty:
        st.caption(_("Tidak ada pegawai yang cocok dengan pencarian dan filter ini."))
        return
    if len(shown) < n_people:
        st.caption(
            _("Tampil {n}; pengaruh di samping dihitung atas semua pegawai draf.").format(
                n=formats.n_of_n(len(shown), n_people)
            )
        )
    table_parts.draw_editor(shown, editing, with_names=named.may_see_names, may_edit=may_edit)


def _draw_views(
    named: Scope,
    draft: Calibration,
    everyone: pd.DataFrame,
    effect: CalibrationEffect,
    cycle: LastCycle,
    *,
    may_edit: bool,
) -> None:
    place = place_of(draft)
    draws: dict[str, Callable[[], None]] = {
        pgettext("menu", "Penilai"): lambda: view_parts.draw_raters(named, place, everyone),
        _("Siklus lalu"): lambda: view_parts.draw_last_cycle(named, place, everyone, cycle),
        _("Riwayat"): lambda: view_parts.draw_history(named, place, draft),
        _("Berita acara"): lambda: _draw_minutes(named, draft, everyone, effect, may_edit=may_edit),
    }
    views = st.tabs(list(draws), key="kalibrasi_lihat", on_change="rerun")
    for view, draw_view in zip(views, draws.values(), strict=True):
        if view.open:  # only what is looked at is computed
            with view:
                draw_view()


def _draw_minutes(
    named: Scope,
    draft: Calibration,
    everyone: pd.DataFrame,
    effect: CalibrationEffect,
    *,
    may_edit: bool,
) -> None:
    place = place_of(draft)
    record = minutes_parts.gather(named, place, draft, everyone, effect)
    st.table(dict(record.minutes.facts), border="horizontal")
    if may_edit:
        with st.form("kalibrasi_peserta_isian", border=False):
            written = st.text_area(
                _("Peserta rapat, satu baris satu orang"),
                value="\n".join(draft.attendees),
                key=f"kalibrasi_peserta_{draft.calibration_id}",
                max_chars=LONGEST_ATTENDEES,
                height=110,
            )
            if st.form_submit_button(_("Simpan peserta")):
                drafts.attempt(
                    lambda actor: calibration.note_attendees(
                        named, draft.calibration_id, written, actor
                    ),
                    named,
                )
    st.caption(
        _(
            "Berkas ini daftar usulan untuk ditandatangani; perubahannya dilakukan di sistem resmi."
            " Nama ikut bila sedang ditampilkan."
        )
    )
    with st.container(horizontal=True, width="content"):
        downloads.buttons(
            lambda: minutes_parts.sheets(record),
            about(named, _("Berita acara kalibrasi"), place),
            name=name_parts("berita-acara-kalibrasi", place),
            day=data_date(named),
            key="kalibrasi_berita",
            on_built=table_parts.recorder(named, draft),
            one_table=False,
            paper=minutes_on_paper.offer(record.minutes),
        )
