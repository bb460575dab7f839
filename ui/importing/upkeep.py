"""Looking after the store from the Data page: an own store, backups, the audit trail."""

from __future__ import annotations

import datetime as dt
import functools
import io
import zipfile
from pathlib import Path

import pandas as pd
import streamlit as st

from data import audit, backup, own_store, reads, store
from data.errors import DataError
from data.importing import templates
from data.importing.kinds import KINDS
from data.scope import Scope
from data.store import Actor
from ui import cards, downloads, formats, states, tables
from ui.i18n import _
from ui.importing import audit_words, exports, wording
from ui.times import local_time

LARGEST_DOWNLOAD = 300_000_000  # bytes; a larger backup is fetched from its folder
SHOWN_BACKUPS = 5


def begin_with_own_data(scope: Scope) -> None:
    """Offer the step from the demo city to an empty store."""
    st.markdown(
        _(
            "Halaman ini memakai data contoh. Data Anda masuk ke tempat tersendiri; "
            "data contoh tidak ikut dan tidak berubah."
        )
    )
    if not own_store.may_begin():
        st.caption(_("Tempat data ditentukan oleh TIMBANG_DB; ubah itu untuk memakai yang lain."))
        return
    if st.button(
        _("Mulai dengan data sendiri"),
        type="primary",
        key="data_mulai_sendiri",
        icon=":material/upload_file:",
    ):
        try:
            own_store.begin(Actor(scope.actor, "dashboard"))
        except DataError as error:
            words = wording.problem(error)
            states.failed(words.title, words.advice, key="data_mulai_gagal")
            return
        st.rerun()


def template_buttons(_scope: Scope) -> None:
    """Offer a workbook to fill in for each kind of file."""
    st.markdown(_("Kolom pada templat selalu dikenali. Lembar Petunjuk menjelaskan isinya."))
    with st.container(horizontal=True, key="data_templat"):
        for name in KINDS:
            st.download_button(
                wording.kind(name),
                data=functools.partial(templates.template, name),
                file_name=downloads.file_name("templat", name, day=None),
                mime=downloads.XLSX_TYPE,
                on_click="ignore",
                key=f"data_templat_{name}",
                icon=":material/table_view:",
            )


def backups(scope: Scope) -> None:
    """Offer to take a backup and to carry the latest ones away."""
    if "administrator" not in scope.roles:
        st.caption(_("Cadangan dibuat dan diunduh oleh administrator."))
        return
    folder = store.current().path.parent / "backups"
    st.markdown(
        _(
            "Cadangan berisi seluruh data, termasuk NIP. Simpan salinannya di luar mesin ini; "
            "pemulihan dengan perintah restore."
        )
    )
    if st.button(_("Buat cadangan"), key="data_cadangan_buat", icon=":material/backup:"):
        _take_backup(scope, folder)
    found = sorted(folder.glob("*/manifest.json"), reverse=True) if folder.exists() else []
    for manifest in found[:SHOWN_BACKUPS]:
        _offer_backup(scope, manifest.parent)


def _take_backup(scope: Scope, folder: Path) -> None:
    opened = store.current()
    name = f"{opened.path.stem}-{dt.datetime.now():%Y%m%d-%H%M%S}"  # noqa: DTZ005 – local, for people
    try:
        with st.status(_("Membuat cadangan")) as progress:
            taken = backup.take(opened, folder / name, Actor(scope.actor, "dashboard"))
            progress.update(
                label=_("Cadangan {name} selesai dan diperiksa").format(name=name),
                state="complete",
            )
    except DataError as error:
        words = wording.problem(error)
        states.failed(words.title, words.advice, key="data_cadangan_gagal")
        return
    st.caption(_("Kepala jejak audit: {head}").format(head=taken.audit_head))


def _offer_backup(scope: Scope, directory: Path) -> None:
    size = sum(file.stat().st_size for file in directory.iterdir())
    if size > LARGEST_DOWNLOAD:
        st.caption(
            _("{name} ({size}) terlalu besar untuk peramban; salin foldernya.").format(
                name=directory.name, size=formats.file_size(size)
            )
        )
        return

    def build() -> bytes:
        with store.current().write(Actor(scope.actor, "dashboard")) as writer:
            writer.audit("download", "backup", directory.name)
        return _zipped(directory)

    st.download_button(
        _("Unduh {name} ({size})").format(name=directory.name, size=formats.file_size(size)),
        data=build,
        file_name=f"{directory.name}.zip",
        mime="application/zip",
        on_click="ignore",
        key=f"data_cadangan_{directory.name}",
        icon=":material/download:",
    )


def _zipped(directory: Path) -> bytes:
    target = io.BytesIO()
    # Parquet is compressed already; packing it again would only cost time.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(directory.iterdir()):
            archive.write(file, f"{directory.name}/{file.name}")
    return target.getvalue()


def audit_trail(scope: Scope) -> None:
    """Draw who changed what, newest first, and check the chain when asked."""
    events = reads.audit_events(scope)
    if st.button(_("Periksa rantai"), key="data_audit_periksa", icon=":material/link:"):
        check = audit.verify(store.current())
        if check.is_whole:
            st.success(
                _("Rantai utuh: {n} peristiwa, tidak ada yang hilang atau diubah.").format(
                    n=formats.count(check.n_events)
                )
            )
        else:
            st.error(
                _("Rantai putus pada peristiwa {n}. Hubungi inspektorat.").format(
                    n=formats.count(check.broken_at)
                )
            )
    shown = audit_words.in_words(events.iloc[::-1]).assign(
        when=lambda frame: frame["happened_at"].map(_moment)
    )
    columns = {
        "event_id": tables.count(_("Nomor")),
        "when": tables.text(_("Waktu")),
        "actor": tables.text(_("Oleh")),
        "via": tables.text(_("Lewat")),
        "action": tables.text(_("Tindakan")),
        "object_kind": tables.text(_("Objek")),
        "object_id": tables.text(_("Kode")),
        "after_value": tables.text(_("Menjadi")),
        "reason": tables.text(_("Alasan")),
    }
    title = _("Jejak audit")
    with cards.frameless(key="data_audit") as card:
        card.plain_table(
            downloads.Sheet(title, shown, columns),
            lambda: exports.about(scope, title),
            alt=_("Peristiwa jejak audit, yang terbaru di atas"),
            name=("audit",),
            day=exports.today(),
            on_built=exports.recorded(scope, "audit"),
        )


def _moment(happened_at: pd.Timestamp) -> str:
    return f"{local_time(happened_at):%Y-%m-%d %H:%M:%S}"
