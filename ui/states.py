"""What a card or page shows when there is no figure to show: one function per state."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pandas as pd
import streamlit as st

from data.scope import Filters
from ui import formats, links
from ui.i18n import _
from ui.plain import plain

FIRST_ROWS = 20  # of a bad file; all of them are in the download
CARD_HEIGHT = 300


def loading(height: int = CARD_HEIGHT) -> AbstractContextManager[Any]:
    """Return a grey block of the right height, shown while the body of a `with` works."""
    return st.skeleton(height)


def nothing_matches(
    chosen: Filters, *, key: str, on_reset: Callable[[], None] | None = None
) -> None:
    """Say that no appraisal fits the filters and which one to widen first."""
    st.info(_widen(chosen), title=_("Tidak ada penilaian untuk pilihan ini."))
    if on_reset is not None:
        st.button(_("Atur ulang filter"), key=f"{key}_atur_ulang", on_click=on_reset)


def not_enough(n: int | None, minimum: int) -> None:
    """Keep the card and say how many people it has and how many it needs, as `too_few`."""
    st.caption(
        too_few(n, minimum),
        help=_("Kelompok kecil tidak ditampilkan agar tidak menunjuk orang."),
    )


def too_few(n: int | None, minimum: int) -> str:
    """Say how many people a group has and how many it needs.

    `n` is None for readers who may not know the number of a small group.
    """
    if n is None:
        text = _("Kurang dari {minimum} pegawai dinilai; perlu minimal {minimum}.")
    elif n == 0:
        text = _("Belum ada pegawai dinilai; perlu minimal {minimum}.")
    else:
        text = _("Baru {n} pegawai dinilai; perlu minimal {minimum}.")
    return text.format(n=formats.count(n), minimum=formats.count(minimum))


def no_data_yet(*, may_import: bool, sample: Callable[[], bytes] | None = None) -> None:
    """Say what to do first: import a file, for those who may."""
    if not may_import:
        st.info(
            _("Penilaian muncul di sini setelah evaluator mengunggah data."),
            title=_("Belum ada data"),
        )
        return
    st.info(
        _("Unggah satu berkas rekap penilaian; semua halaman terisi dari berkas itu."),
        title=_("Belum ada data"),
    )
    links.link("data", _("Buka halaman Data"), icon=":material/upload:")
    if sample is not None:
        st.download_button(
            _("Unduh contoh berkas"),
            data=sample,
            file_name="contoh_rekap.xlsx",
            on_click="ignore",
            key="contoh_berkas",
        )


def needs_file(what: str, file: str) -> None:
    """Say which part is missing from a card and which file brings it; both are words of ours."""
    st.caption(
        _("{what} belum ada. Unggah {file} di halaman Data untuk melengkapinya.").format(
            what=what, file=file
        )
    )


def no_access(audience: str, ask: str) -> None:
    """Say whom the page is for and whom to ask; both are words of ours."""
    st.warning(
        _("Untuk membukanya, hubungi {ask}.").format(ask=ask),
        title=_("Halaman ini untuk {audience}.").format(audience=audience),
    )


def no_such_page() -> None:
    """Say that nothing stands at the address the reader came with."""
    st.warning(
        _("Alamat ini tidak ada di Timbang. Periksa tautannya atau pilih halaman dari menu."),
    )


def partial(agency: str, share: float | None) -> None:
    """Say quietly that an agency is not complete yet."""
    if share is None or pd.isna(share):
        text = _("Kelengkapan {agency} belum diketahui.").format(agency=plain(agency))
    else:
        text = _("{agency} belum lengkap ({share}).").format(
            agency=plain(agency), share=formats.whole_share(share)
        )
    st.caption(f":material/incomplete_circle: {text}")


def failed(
    title: str,
    what_to_do: str,
    *,
    rows: pd.DataFrame | None = None,
    download: Callable[[], bytes] | None = None,
    key: str,
) -> None:
    """Say what is wrong with a file, where, and how to mend it; texts may quote the file."""
    st.error(plain(what_to_do), title=plain(title))
    if rows is not None and not rows.empty:
        st.dataframe(
            rows.head(FIRST_ROWS),
            hide_index=True,
            key=f"{key}_baris",
            placeholder=formats.MISSING,
            alt=_("Baris pertama yang bermasalah"),
        )
    if download is not None:
        st.download_button(
            _("Unduh semua baris bermasalah"),
            data=download,
            file_name="baris_bermasalah.xlsx",
            on_click="ignore",
            key=f"{key}_unduh",
        )


def unexpected(reference: str) -> str:
    """Return the sentence for a failure nobody foresaw; details stand in the log."""
    return _("Halaman gagal dimuat. Kode rujukan: {reference}.").format(reference=reference)


def done(what: str) -> None:
    """Confirm shortly; the changed thing itself is on the page."""
    st.toast(plain(what), icon=":material/check_circle:")


def draft() -> None:
    """Mark something as not yet saved for good."""
    st.badge(_("Draf"), color="gray", icon=":material/edit_note:")


def sample_data() -> None:
    """Mark the demo: every person on the page is invented."""
    st.badge(
        _("Data contoh"),
        color="violet",
        icon=":material/science:",
        help=_("Organisasinya nyata; semua orang dan nilainya rekaan."),
    )


def small_group() -> str:
    """Return the mark of a small group for readers who may see the persons."""
    return _("kelompok kecil")


def small_group_note() -> str:
    """Say why a small group is shown to this reader, and that its shares mean little."""
    return _("Kelompok kecil: tampil karena Anda berwenang melihat orangnya; porsinya goyah.")


def _widen(chosen: Filters) -> str:
    if chosen.grade_group is not None:
        return _("Coba perluas golongan.")
    if chosen.position_class is not None:
        return _("Coba perluas jenis jabatan.")
    if chosen.agency_code is not None:
        return _("Coba pilih perangkat daerah lain atau seluruh kota.")
    return _("Coba pilih tahun atau periode lain.")
