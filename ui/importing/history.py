"""The files taken in: a table of batches, their rejected rows, and undoing one."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import streamlit as st

from data import importing, reads
from data.errors import DataError
from data.scope import Scope
from data.store import Actor
from ui import downloads, formats, states, tables
from ui.i18n import _, ngettext
from ui.importing import exports, wording
from ui.plain import plain
from ui.times import local_time


def batches(scope: Scope) -> None:
    """Draw the batches, newest first; choosing one offers what can be done with it."""
    taken_in = reads.batches(scope)
    if taken_in.empty:
        st.caption(_("Belum ada berkas yang diimpor."))
        return
    shown = taken_in.assign(
        imported_on=taken_in["imported_at"].map(local_time),
        kind_name=taken_in["kind"].map(wording.kind),
        n_taken=taken_in["rows_valid"],
        state=taken_in["undone_at"].isna().map({True: _("berlaku"), False: _("dibatalkan")}),
    )
    columns = {
        "batch_id": tables.count(_("Nomor")),
        "file_name": tables.text(_("Berkas"), pinned=True),
        "kind_name": tables.text(_("Jenis")),
        "imported_on": tables.date(_("Diimpor")),
        "n_taken": tables.count(_("Baris masuk")),
        "rows_rejected": tables.count(_("Ditolak")),
        "actor": tables.text(_("Oleh")),
        "state": tables.text(_("Keadaan")),
    }
    chosen = tables.choose_row(
        shown,
        columns,
        key="data_riwayat_tabel",
        alt=_("Berkas yang pernah diimpor, yang terbaru di atas"),
    )
    exports.button(scope, shown, columns, title=_("Riwayat impor"), name="riwayat")
    if chosen is None:
        st.caption(_("Pilih satu baris untuk mengunduh baris yang ditolak atau membatalkannya."))
        return
    _actions(scope, chosen)


def _actions(scope: Scope, batch: pd.Series[Any]) -> None:
    name = plain(batch["file_name"])
    found = json.loads(batch["rules"])
    if found:
        st.table(
            {
                _("Temuan"): [wording.rule(rule).title for rule in found],
                _("Baris"): [formats.count(n) for n in found.values()],
            },
            border="horizontal",
        )
    with st.container(horizontal=True, key="data_riwayat_tindakan"):
        if batch["rows_rejected"]:
            rejected_button(scope, int(batch["batch_id"]))
        if pd.isna(batch["undone_at"]) and st.button(
            _("Batalkan impor ini…"), key="data_batalkan", icon=":material/undo:"
        ):
            _confirm_undo(scope, batch)
    if not pd.isna(batch["undone_at"]):
        st.caption(
            _("{file} dibatalkan oleh {who} pada {when}.").format(
                file=name,
                who=plain(batch["undone_by"]),
                when=formats.date_time(local_time(batch["undone_at"])),
            )
        )


def rejected_button(scope: Scope, batch_id: int) -> None:
    """Offer the rows of a batch that were not taken, each with its reasons."""

    def build() -> bytes:
        return importing.rejected_workbook(batch_id, Actor(scope.actor, "dashboard"))

    st.download_button(
        _("Unduh baris yang ditolak"),
        data=build,
        file_name=downloads.file_name("baris-ditolak", str(batch_id), day=None),
        mime=downloads.XLSX_TYPE,
        on_click="ignore",
        key="data_riwayat_ditolak",
        icon=":material/download:",
    )


def _confirm_undo(scope: Scope, batch: pd.Series[Any]) -> None:
    """Ask once more, naming the file and how many rows go."""

    def content() -> None:
        n = int(batch["rows_valid"])
        st.markdown(
            ngettext(
                "{n} baris dari **{file}** akan dikeluarkan. "
                "Nilai yang digantikannya dikembalikan.",
                "{n} baris dari **{file}** akan dikeluarkan. "
                "Nilai yang digantikannya dikembalikan.",
                n,
            ).format(n=formats.count(n), file=plain(batch["file_name"]))
        )
        reason = st.text_input(
            _("Alasan"), key="data_batalkan_alasan", help=_("Alasan ini masuk ke jejak audit.")
        )
        label = ngettext("Batalkan impor {n} baris", "Batalkan impor {n} baris", n)
        if st.button(
            label.format(n=formats.count(n)),
            type="primary",
            key="data_batalkan_ya",
            disabled=not reason.strip(),
        ):
            _undo(scope, int(batch["batch_id"]), reason.strip())

    title = _("Batalkan impor?")
    st.dialog(title, icon=":material/undo:")(content)()


def _undo(scope: Scope, batch_id: int, reason: str) -> None:
    try:
        importing.undo(batch_id, Actor(scope.actor, "dashboard"), reason)
    except DataError as error:
        words, where = wording.problem(error), wording.place(error)
        advice = f"{words.advice} ({where})" if where else words.advice
        states.failed(words.title, advice, key="data_batalkan_gagal")
        return
    st.session_state.pop("data_riwayat_tabel", None)
    states.done(_("Impor dibatalkan"))
    st.rerun()
