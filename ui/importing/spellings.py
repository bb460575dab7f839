"""Agencies that may be one, spelt differently: offered side by side, joined only by a person."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data import agencies
from data.errors import DataError
from data.scope import Scope
from data.store import Actor
from ui import formats, states
from ui.i18n import _, ngettext
from ui.importing import wording
from ui.plain import plain

SHOWN = 5  # pairs at a time; the next ones follow when these are decided


def similar(scope: Scope) -> None:
    """Draw the pairs that look alike, each with its two decisions."""
    pairs = agencies.similar(scope)
    if pairs.empty:
        st.caption(_("Tidak ada ejaan yang mirip."))
        return
    st.markdown(
        ngettext(
            "{n} pasang ejaan mirip. Gabungkan bila sama; data kedua ejaan lalu dihitung bersama.",
            "{n} pasang ejaan mirip. Gabungkan bila sama; data kedua ejaan lalu dihitung bersama.",
            len(pairs),
        ).format(n=formats.count(len(pairs)))
    )
    for place, row in enumerate(pairs.head(SHOWN).to_dict("records")):
        _pair(scope, {str(name): value for name, value in row.items()}, place)


def _pair(scope: Scope, pair: dict[str, Any], place: int) -> None:
    names = _("{one} ({n}) dan {other} ({m})").format(
        one=plain(pair["name"]),
        n=formats.count(pair["n_appraisals"]),
        other=plain(pair["other_name"]),
        m=formats.count(pair["other_n_appraisals"]),
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"data_ejaan_{place}"):
        st.markdown(names)
        if st.button(_("Gabungkan…"), key=f"data_gabung_{place}"):
            _confirm_merge(scope, pair)
        if st.button(_("Memang berbeda"), key=f"data_pisah_{place}"):
            _decide(scope, pair, keep=None, reason=None)


def _confirm_merge(scope: Scope, pair: dict[str, Any]) -> None:
    """Ask which of the two names stays, naming what moves."""

    def content() -> None:
        names = {
            pair["agency_code"]: pair["name"],
            pair["other_code"]: pair["other_name"],
        }
        counts = {
            pair["agency_code"]: pair["n_appraisals"],
            pair["other_code"]: pair["other_n_appraisals"],
        }
        keep = st.selectbox(
            _("Nama yang dipakai"),
            list(names),
            index=0 if counts[pair["agency_code"]] >= counts[pair["other_code"]] else 1,
            format_func=lambda code: names[code],
            key="data_gabung_nama",
        )
        gone = next(code for code in names if code != keep)
        n = int(counts[gone])
        st.markdown(
            ngettext(
                "{n} penilaian dari **{gone}** menjadi milik **{keep}**.",
                "{n} penilaian dari **{gone}** menjadi milik **{keep}**.",
                n,
            ).format(n=formats.count(n), gone=plain(names[gone]), keep=plain(names[keep]))
        )
        reason = st.text_input(_("Alasan"), key="data_gabung_alasan").strip()
        if st.button(_("Gabungkan"), type="primary", key="data_gabung_ya", disabled=not reason):
            _decide(scope, pair, keep=keep, reason=reason)

    st.dialog(_("Gabungkan dua perangkat daerah?"), icon=":material/merge:")(content)()


def _decide(scope: Scope, pair: dict[str, Any], *, keep: str | None, reason: str | None) -> None:
    actor = Actor(scope.actor, "dashboard")
    codes = [pair["agency_code"], pair["other_code"]]
    try:
        if keep is None:
            agencies.keep_apart(codes[0], codes[1], actor)
        else:
            gone = next(code for code in codes if code != keep)
            agencies.merge_agencies(gone, keep, actor, reason or "")
    except DataError as error:
        words = wording.problem(error)
        states.failed(words.title, words.advice, key="data_ejaan_gagal")
        return
    states.done(_("Keputusan disimpan"))
    st.rerun()
