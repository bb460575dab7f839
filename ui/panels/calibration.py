"""Kalibrasi: the drafts of a period and agency, and which of them is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from data import calibration, reads
from data.calibration import LONGEST_NAME
from data.errors import CalibrationRefused
from data.reads.calibrations import Calibration
from data.scope import Filters, Scope
from data.store import Actor
from ui import formats, url_state
from ui.cached import cached
from ui.i18n import _, ngettext
from ui.panels.calibration_table import refusal
from ui.plain import one_line, plain

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
            if may_change(scope, opened):
                _draw_upkeep(scope, opened)
        if chosen.agency_code is not None:
            _draw_new(scope, chosen, n_drafts=len(drafts))
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
    words = told_apart(words)
    st.session_state[CHOICE_KEY] = opened.calibration_id
    st.selectbox(
        _("Draf"),
        list(words),
        format_func=words.__getitem__,
        key=CHOICE_KEY,
        on_change=_open_chosen,
    )


def told_apart(words: Mapping[int, str]) -> dict[int, str]:
    """Return options with the number added where two have one name: a list sends back words."""
    times = Counter(words.values())
    return {
        number: name if times[name] == 1 else f"{name} ({number})" for number, name in words.items()
    }


def may_change(scope: Scope, draft: Calibration) -> bool:
    """Say whether the reader may change a draft: their own, as long as it is open."""
    return draft.owner == scope.actor and not draft.is_closed


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


def _draw_new(scope: Scope, chosen: Filters, *, n_drafts: int) -> None:
    units = cached(reads.unit_sizes, scope, chosen)[["unit_id", "unit_name"]].dropna()
    units = units.drop_duplicates()
    names = [one_line(name) for name in units["unit_name"]]
    by_number = told_apart(
        {
            WHOLE_AGENCY: _("Seluruh perangkat daerah"),
            **dict(zip(units["unit_id"].astype(int), names, strict=True)),
        }
    )
    with (
        # a key of its own for each new draft: made, the form is shut and empty again
        st.popover(_("Draf baru"), icon=":material/add:", key=f"kalibrasi_baru_{n_drafts}"),
        st.form("kalibrasi_baru_isian", border=False, clear_on_submit=True),
    ):
        name = st.text_input(
            _("Nama draf"),
            key="kalibrasi_baru_nama",
            max_chars=LONGEST_NAME,
            placeholder=_("Rapat kalibrasi pertama"),
        )
        unit = st.selectbox(
            _("Unit"),
            list(by_number),
            format_func=by_number.__getitem__,
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


def _draw_upkeep(scope: Scope, draft: Calibration) -> None:
    with st.popover(_("Kelola draf"), icon=":material/settings:", key="kalibrasi_kelola"):
        with st.form("kalibrasi_nama_isian", border=False):
            name = st.text_input(
                _("Nama draf"),
                value=draft.name,
                key=f"kalibrasi_nama_draf_{draft.calibration_id}",
                max_chars=LONGEST_NAME,
            )
            if st.form_submit_button(_("Simpan nama")):
                attempt(
                    lambda actor: calibration.rename_calibration(
                        scope, draft.calibration_id, name, actor
                    ),
                    scope,
                )
        if st.button(_("Tutup draf"), key="kalibrasi_tutup", icon=":material/lock:"):
            _ask_to_close(scope, draft)


def _ask_to_close(scope: Scope, draft: Calibration) -> None:
    drafts = cached(
        reads.calibrations,
        scope,
        Filters(period_code=draft.period_code, agency_code=draft.agency_code),
    )
    n = int(drafts.loc[drafts["calibration_id"] == draft.calibration_id, "n_proposed"].sum())

    @st.dialog(_("Tutup draf ini?"))
    def ask() -> None:
        st.markdown(
            ngettext(
                "Draf **{name}** dengan **{n}** usulan tidak dapat diubah lagi setelah ditutup.",
                "Draf **{name}** dengan **{n}** usulan tidak dapat diubah lagi setelah ditutup.",
                n,
            ).format(name=plain(draft.name), n=formats.count(n))
        )
        if st.button(_("Tutup untuk selamanya"), type="primary", key="kalibrasi_tutup_ya"):
            attempt(
                lambda actor: calibration.close_calibration(scope, draft.calibration_id, actor),
                scope,
            )

    ask()


def attempt(write: Callable[[Actor], None], scope: Scope) -> None:
    """Write and draw the page anew, or say why it cannot be."""
    try:
        write(Actor(scope.actor, "dashboard"))
    except CalibrationRefused as error:
        st.error(refusal(error.problem))
    else:
        st.rerun()
