"""Profil pegawai and Profil saya: one person, by permission, with what each number rests on."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.scope import Scope
from ui import cards, downloads, formats, labels, names, url_state
from ui.about import data_date
from ui.cards import Kpi
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels import analysis
from ui.panels.employee import (
    coaching,
    feedback,
    files,
    growth,
    history,
    items,
    wording,
    work,
)
from ui.panels.employee.found import Found, find, named
from ui.paper import Offer
from ui.plain import plain

__all__ = ["asked_for", "draw", "find", "own"]


def asked_for(scope: Scope, code: str | None) -> int | None:
    """Return the person of the address; without one the reader's own, if there is one."""
    if code is None:
        return scope.own_employee_id
    number = url_state.whole_number(code)
    return -1 if number is None else number  # nobody's number, told like one outside the scope


def own(scope: Scope) -> int:
    """Return the person who asks; the page is open to nobody else."""
    return -1 if scope.own_employee_id is None else scope.own_employee_id


def draw(scope: Scope, employee_id: int, *, paper: Callable[[Found], Offer]) -> None:
    """Draw the whole profile of a person, or one sentence where there is nothing to show.

    `paper` makes the offer of the same as a report (ui/reports/employee.py).
    """
    found = find(scope, employee_id)
    if found is None:
        st.info(_("Pegawai ini tidak ada, atau di luar cakupan Anda."))
        return
    if found.run is not None:
        st.caption(f":material/analytics: {analysis.facts_sentence(found.run)}")
    found = _with_names(found)
    _draw_head(found, paper(found))
    cards.kpi_row(key_figures(found), key="pegawai_angka")
    history.draw(found)
    items.draw(found)
    work.draw(found)
    feedback.draw(found)
    growth.draw(found)
    coaching.draw(found)
    history.draw_explanations(found)


def _with_names(found: Found) -> Found:
    """Offer the names to whom they are due; a person sees their own without asking."""
    if found.is_about_self:
        return found
    return named(
        found,
        names.show_names(found.scope, key="pegawai_nama", about=files.about_code(found), n=1),
    )


def _draw_head(found: Found, paper: Offer) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.header(wording.escaped(found), anchor=False)
        with st.popover(_("Unduh"), icon=":material/download:", key="pegawai_unduh"):
            downloads.buttons(
                lambda: sheets(found),
                files.about(found, _("Profil pegawai")),
                name=("profil-pegawai",),
                day=data_date(found.scope),
                key="pegawai_unduh",
                on_built=names.recorder(
                    found.scope, about=files.about_code(found), of_persons=True
                ),
                one_table=False,
                paper=paper,
            )
    st.markdown(plain(wording.place(found)))


def sheets(found: Found) -> list[Sheet]:
    """Return everything on the page as tables of one workbook."""
    made = [files.summary(found), history.sheet(found), items.sheet(found), *work.sheets(found)]
    made += [feedback.sheet(found), growth.sheet(found)]
    if coaching.is_offered(found):
        lines = coaching.table(coaching.sheet_of(found))
        made.append(Sheet(_("Lembar pembinaan"), lines, coaching.columns()))
    return [each for each in made if each is not None]


def key_figures(found: Found) -> list[Kpi]:
    """Return last predicate, adjusted score, targets and projects, each with its count or range."""
    last, standing, run = found.latest, found.standing, found.run
    reached, done = found.targets_reached, found.projects_done
    adjusted = Kpi(_("Nilai disesuaikan"), formats.MISSING, out_of=_("belum dianalisis"))
    if standing is not None and run is not None:
        adjusted = Kpi(
            _("Nilai disesuaikan"),
            wording.amount(standing.adjusted, run),
            out_of=_("{range}; {n} penilaian").format(
                range=wording.range_of_amounts(standing.lower, standing.upper, run),
                n=formats.count(standing.n_ratings),
            ),
        )
    return [
        Kpi(
            _("Predikat terakhir"),
            formats.MISSING
            if last is None
            else labels.predicate(str(last["predicate"]), official=False),
            out_of=_("belum ada predikat") if last is None else wording.period(last["period_code"]),
        ),
        adjusted,
        Kpi(
            _("Target tercapai"),
            formats.MISSING
            if reached is None
            else formats.n_of_n(reached.n_reached[0], reached.n_reported[0]),
            out_of=_("belum ada target")
            if reached is None
            else _("dari yang dilaporkan, semua periode"),
        ),
        Kpi(
            _("Proyek tepat waktu"),
            formats.MISSING
            if done is None
            else formats.n_of_n(done.n_on_time[0], done.n_on_time[0] + done.n_late[0]),
            out_of=_("tidak ada proyek") if done is None else _("dari yang sudah jatuh tempo"),
        ),
    ]
