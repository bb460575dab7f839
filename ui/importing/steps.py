"""One file on its way in: choose it, check it, correct its columns, decide, done.

Everything about the file stays in the browser session until the reader decides; only `commit`
writes. The file is checked by the code the command line uses, so both find the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from streamlit.elements.lib.mutable_status_container import StatusContainer

import jobs
from data import importing, store
from data.errors import DataError, HeaderNotFound, KindAmbiguous
from data.importing import ImportReport, Prepared
from data.importing.kinds import KINDS
from data.importing.reports import Progress
from data.scope import Scope
from data.store import Actor
from ui import formats, links, states
from ui.i18n import _, ngettext
from ui.importing import columns, history, report, wording
from ui.plain import plain

TYPES = ["xlsx", "csv", "json"]
LARGEST_UPLOAD = 50  # MB
SESSION_KEY = "session_import"
ROUND_KEY = "session_import_round"  # a new uploader for each import
ANALYSED = ("appraisals", "people")  # kinds whose rows an analysis run reads


@dataclass
class Attempt:
    """What is known about the file so far."""

    file_id: str
    file_name: str
    content: bytes
    kind: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    mapping_name: str | None = None  # of a saved mapping that was applied
    prepared: Prepared | None = None
    problem: DataError | None = None
    report: ImportReport | None = None
    is_declined: bool = False


def draw(scope: Scope) -> None:
    """Draw the step the import is at."""
    attempt: Attempt | None = st.session_state.get(SESSION_KEY)
    if attempt is not None and (attempt.report is not None or attempt.is_declined):
        _finished(scope, attempt)
        return
    number = st.session_state.setdefault(ROUND_KEY, 0)
    file = st.file_uploader(
        _("Berkas XLSX, CSV, atau JSON"),
        type=TYPES,
        max_upload_size=LARGEST_UPLOAD,
        key=f"data_impor_berkas_{number}",
    )
    if file is None:
        st.session_state.pop(SESSION_KEY, None)
        st.caption(_("Tidak ada yang ditulis sebelum Anda menyetujuinya."))
        return
    if attempt is None or attempt.file_id != file.file_id:
        attempt = Attempt(file.file_id, file.name, file.getvalue())
        st.session_state[SESSION_KEY] = attempt
    if attempt.prepared is None and attempt.problem is None:
        _check(scope, attempt)
    if attempt.problem is not None:
        _explain(scope, attempt, attempt.problem)
    elif attempt.prepared is not None:
        _decide(scope, attempt, attempt.prepared)


# -- check -------------------------------------------------------------------------------------


def _check(scope: Scope, attempt: Attempt) -> None:
    with st.status(_("Memeriksa berkas"), expanded=False) as status:
        _prepare(attempt, _progress(status))
        if _apply_saved(scope, attempt):
            _prepare(attempt, _progress(status))
        if attempt.problem is None:
            status.update(label=_("Berkas selesai diperiksa"), state="complete")
        else:
            status.update(label=_("Berkas tidak dapat diperiksa"), state="error")


def _prepare(attempt: Attempt, progress: Progress) -> None:
    attempt.prepared, attempt.problem = None, None
    try:
        attempt.prepared = importing.prepare(
            attempt.content,
            attempt.file_name,
            kind=attempt.kind,
            mapping=attempt.mapping or None,
            progress=progress,
        )
    except DataError as error:
        attempt.problem = error


def _apply_saved(scope: Scope, attempt: Attempt) -> bool:
    """Use the mapping somebody saved for this very header, once and unless one is set already."""
    if attempt.mapping:
        return False
    saved = columns.saved_for(scope, columns.labels_of(attempt.prepared, attempt.problem))
    if saved is None:
        return False
    attempt.mapping_name, attempt.kind, attempt.mapping = saved.name, saved.kind, saved.mapping
    return True


def _progress(status: StatusContainer) -> Progress:
    names = {
        "read": _("Membaca berkas"),
        "stage": _("Menyiapkan baris"),
        "rules": _("Memeriksa aturan"),
        "write": _("Menulis ke data"),
        "summaries": _("Memperbarui ringkasan"),
    }

    def tell(phase: str, share: float) -> None:
        status.update(label=f"{names.get(phase, phase)} ({formats.whole_share(share)})")

    return tell


def _explain(scope: Scope, attempt: Attempt, error: DataError) -> None:
    """Say what is wrong with the file, and let columns be named where that would mend it."""
    words = wording.problem(error)
    where = wording.place(error)
    advice = words.advice if not where else f"{words.advice} ({where})"
    states.failed(words.title, advice, key="data_impor_gagal")
    if isinstance(error, KindAmbiguous):
        _choose_kind(attempt, tuple(error.kinds))
    if isinstance(error, HeaderNotFound) and error.found:
        kind = attempt.kind or error.kind or "appraisals"
        _choose_kind(attempt, tuple(KINDS), chosen=kind)
        if columns.missing(error):
            st.caption(_("Belum ditemukan: {fields}.").format(fields=columns.missing(error)))
        columns.editor(scope, attempt, columns.from_labels(error.found, kind), kind, on_use=_again)


def _choose_kind(attempt: Attempt, kinds: tuple[str, ...], *, chosen: str | None = None) -> None:
    picked = st.selectbox(
        _("Jenis berkas"),
        kinds,
        index=None if chosen is None else kinds.index(chosen),
        format_func=wording.kind,
        placeholder=_("Pilih jenis berkas"),
        key="data_impor_jenis",
    )
    if picked is not None and picked != attempt.kind and picked != chosen:
        _again(attempt, picked, {})


def _again(attempt: Attempt, kind: str | None, mapping: dict[str, str]) -> None:
    """Check the same file with another kind or other columns."""
    attempt.kind, attempt.mapping, attempt.mapping_name = kind, mapping, None
    attempt.prepared, attempt.problem = None, None
    st.rerun()


# -- decide ------------------------------------------------------------------------------------


def _decide(scope: Scope, attempt: Attempt, prepared: Prepared) -> None:
    report.summary(attempt.file_name, prepared)
    if attempt.mapping_name:
        st.caption(
            _("Pemetaan kolom tersimpan dipakai: {name}.").format(name=plain(attempt.mapping_name))
        )
    if prepared.already_imported:
        st.info(
            _("Isinya sama dengan berkas yang sudah masuk. Tidak ada yang berubah."),
            title=_("Berkas ini sudah diimpor"),
        )
        if st.button(_("Pilih berkas lain"), key="data_impor_lagi"):
            start_over()
        return
    _buttons(scope, attempt, prepared)
    report.findings(scope, prepared)
    report.preview(prepared)
    expander = st.expander(
        _("Kolom berkas dan artinya"),
        key="data_impor_kolom",
        icon=":material/view_column:",
        on_change="rerun",
    )
    if expander.open:
        with expander:
            columns.editor(
                scope, attempt, columns.from_prepared(prepared), prepared.kind, on_use=_again
            )


def _buttons(scope: Scope, attempt: Attempt, prepared: Prepared) -> None:
    """Offer the two decisions; with errors in the file "nothing" is the first."""
    n = prepared.rows_valid
    has_errors = prepared.rows_rejected > 0
    with st.container(horizontal=True, key="data_impor_putusan"):
        if has_errors and st.button(
            _("Jangan impor apa pun"), type="primary", key="data_impor_tidak"
        ):
            attempt.is_declined = True
            st.rerun()
        label = (
            ngettext("Impor hanya {n} baris yang sah", "Impor hanya {n} baris yang sah", n)
            if has_errors
            else ngettext("Setujui impor {n} baris", "Setujui impor {n} baris", n)
        )
        if n and st.button(
            label.format(n=formats.count(n)),
            type="secondary" if has_errors else "primary",
            key="data_impor_ya",
        ):
            _commit(scope, attempt, prepared, valid_rows_only=has_errors)


def _commit(scope: Scope, attempt: Attempt, prepared: Prepared, *, valid_rows_only: bool) -> None:
    with st.status(_("Menulis ke data")) as status:
        try:
            attempt.report = importing.commit(
                prepared,
                Actor(scope.actor, "dashboard"),
                valid_rows_only=valid_rows_only,
                progress=_progress(status),
            )
            if attempt.report.kind in ANALYSED:
                jobs.renew(store.current(), Actor(scope.actor, "dashboard"))
            # what was written is in the store; a session need not hold it as well
            attempt.prepared, attempt.content = None, b""
        except DataError as error:
            status.update(label=_("Impor gagal; tidak ada yang ditulis"), state="error")
            attempt.problem = error
    st.rerun()


# -- done --------------------------------------------------------------------------------------


def _finished(scope: Scope, attempt: Attempt) -> None:
    if attempt.report is None or attempt.report.batch is None:
        st.info(_("Tidak ada yang ditulis."), title=plain(attempt.file_name))
    else:
        n = attempt.report.rows_valid
        st.success(
            ngettext("{n} baris masuk.", "{n} baris masuk.", n).format(n=formats.count(n)),
            title=plain(attempt.file_name),
        )
    with st.container(horizontal=True, key="data_impor_selesai"):
        if attempt.report is not None and attempt.report.rows_rejected and attempt.report.batch:
            history.rejected_button(scope, attempt.report.batch)
        elif attempt.prepared is not None and attempt.prepared.rows_rejected:
            report.rejected_button(scope, attempt.prepared)
        if attempt.report is not None and attempt.report.batch:
            links.link("overview", _("Buka Ikhtisar"), icon=":material/arrow_forward:")
        if st.button(_("Impor berkas lain"), key="data_impor_lagi", icon=":material/upload:"):
            start_over()


def start_over() -> None:
    """Forget the file and show an empty uploader."""
    st.session_state.pop(SESSION_KEY, None)
    st.session_state[ROUND_KEY] = st.session_state.get(ROUND_KEY, 0) + 1
    st.rerun()
