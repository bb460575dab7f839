"""Kalibrasi: the drafts of a period and agency, and which of them is open."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import calibration, reads
from data.calibration import LONGEST_NAME
from data.errors import CalibrationRefused
from data.reads.calibrations import Calibration
from data.scope import Filters, Scope
from data.store import Actor
from ui import url_state
from ui.cached import cached
from ui.i18n import _
from ui.panels.calibration_table import refusal
from ui.plain import one_line

PARAMETER = "draf"  # of the address: the draft that is open
CHOICE_KEY = "kalibrasi_draf"
WHOLE_AGENCY = 0  # the option of the list of units; units are numbered from 1


def choose(scope: Scope, chosen: Filters) -> Calibration | None:
    """Draw the list of drafts and the way to a new one; return the draft that is open."""
    drafts = cached(reads.calibrations, scope, chosen)
    opened = _of_address(scope, drafts)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if opened is not None:
            _draw_choice(scope, drafts, opened)
        if chosen.agency_code is not None:
            _draw_new(scope, chosen)
    if opened is None:
        _say_there_is_none(chosen)
    return opened


def _of_address(scope: Scope, drafts: pd.DataFrame) -> Calibration | None:
    """Return the draft the address names, else the reader's own changed last, else any."""
    number = url_state.whole_number(url_state.parameter(PARAMETER))
    named = None if number is None else cached(reads.calibration, scope, number)
    if named is None:
        url_state.set_parameter(PARAMETER, None)
        if drafts.empty:
            return None
        own = drafts[(drafts["owner"] == scope.actor) & (drafts["state"] == "open")]
        first = int((drafts if own.empty else own)["calibration_id"].iloc[0])
        named = cached(reads.calibration, scope, first)
    return named


def _draw_choice(scope: Scope, drafts: pd.DataFrame, opened: Calibration) -> None:
    columns = ("calibration_id", "name", "owner", "state")
    words = {
        int(number): draft_words(name, owner, state, scope)
        for number, name, owner, state in zip(*(drafts[each] for each in columns), strict=True)
    }
    if opened.calibration_id not in words:  # named by the address, outside the filters
        state = "closed" if opened.is_closed else "open"
        words[opened.calibration_id] = draft_words(opened.name, opened.owner, state, scope)
    st.session_state[CHOICE_KEY] = opened.calibration_id
    st.selectbox(
        _("Draf"),
        list(words),
        format_func=words.__getitem__,
        key=CHOICE_KEY,
        on_change=_open_chosen,
    )


def draft_words(name: str, owner: str, state: str, scope: Scope) -> str:
    """Return a draft in a list: its name, whose it is and whether it is closed; plain."""
    parts = [one_line(name)]
    if owner != scope.actor:
        parts.append(one_line(owner))
    if state == calibration.CLOSED:
        parts.append(_("ditutup"))
    return " · ".join(parts)


def _open_chosen() -> None:
    url_state.set_parameter(PARAMETER, str(st.session_state[CHOICE_KEY]))


def _draw_new(scope: Scope, chosen: Filters) -> None:
    units = cached(reads.unit_sizes, scope, chosen)[["unit_id", "unit_name"]].dropna()
    units = units.drop_duplicates()
    by_number = dict(zip(units["unit_id"].astype(int), units["unit_name"], strict=True))
    with (
        st.popover(_("Draf baru"), icon=":material/add:", key="kalibrasi_baru"),
        st.form("kalibrasi_baru_isian", border=False),
    ):
        name = st.text_input(
            _("Nama draf"),
            key="kalibrasi_baru_nama",
            max_chars=LONGEST_NAME,
            placeholder=_("Rapat kalibrasi pertama"),
        )
        unit = st.selectbox(
            _("Unit"),
            [WHOLE_AGENCY, *by_number],
            format_func=lambda number: one_line(
                by_number.get(number, _("Seluruh perangkat daerah"))
            ),
            key="kalibrasi_baru_unit",
        )
        if st.form_submit_button(_("Buat draf"), type="primary"):
            _create(scope, chosen, name, unit or None)


def _create(scope: Scope, chosen: Filters, name: str, unit_id: int | None) -> None:
    try:
        number = calibration.create_calibration(
            scope,
            name,
            Actor(scope.actor, "dashboard"),
            period_code=str(chosen.period_code),
            agency_code=str(chosen.agency_code),
            unit_id=unit_id,
        )
    except CalibrationRefused as error:
        st.error(refusal(error.problem))
        return
    url_state.set_parameter(PARAMETER, str(number))
    st.rerun()


def _say_there_is_none(chosen: Filters) -> None:
    said = (
        _("Pilih satu perangkat daerah di filter untuk membuat draf.")
        if chosen.agency_code is None
        else _("Buat draf untuk mencoba predikat lain; penilaian resminya tidak berubah.")
    )
    st.info(said, title=_("Belum ada draf kalibrasi"))
