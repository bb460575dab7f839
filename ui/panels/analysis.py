"""Which analysis run the figures about raters rest on, and how to start one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

import jobs
from data import reads, store
from data.reads.raters import FailedRun, RunFacts
from data.scope import Scope
from ui import access, formats, labels, run_notes
from ui.cached import cached
from ui.i18n import _, ngettext
from ui.panels import first_file
from ui.plain import plain

POLL_SECONDS = 2.0


def current(scope: Scope, *, key: str, narrowed_by: str | None = None) -> RunFacts | None:
    """Return the run the page shows, with its state drawn above; None before the first run.

    `narrowed_by` says which filters narrow the page, where they are not those of most pages.
    """
    may_start = access.current_user().may_open("data")
    if first_file.draw_if_missing(scope):
        return None
    run = cached(reads.current_run, scope)
    if _is_running():
        _draw_progress()
    if run is None:
        _draw_missing(cached(reads.failed_run, scope), may_start=may_start, key=key)
        return None
    _draw_facts(run, narrowed_by)
    if run.is_outdated and may_start and not _is_running():
        _draw_start(_("Perbarui analisis"), key=key)
    return run


def in_points(rows: pd.DataFrame, run: RunFacts, names: Sequence[str]) -> pd.DataFrame:
    """Return the rows with their shares as points of a hundred, where the run is about shares."""
    if run.response_unit != "share":
        return rows
    return rows.assign(**{name: rows[name] * 100 for name in names})


def _draw_facts(run: RunFacts, narrowed_by: str | None) -> None:
    """Say which data the figures rest on, and what is not in them."""
    scope_of_page = narrowed_by or _(
        "Periode yang dianalisis digabung; yang menyaring hanya perangkat daerah dan jenis jabatan."
    )
    st.caption(f":material/analytics: {facts_sentence(run)} {scope_of_page}")
    about_measures = run_notes.objective(run.objective)
    if about_measures is not None:
        st.caption(f":material/fact_check: {about_measures}")
    if run.is_outdated:
        newer = ngettext(
            "{n} penilaian yang lebih baru belum ikut dihitung.",
            "{n} penilaian yang lebih baru belum ikut dihitung.",
            run.n_newer_appraisals,
        ).format(n=formats.count(run.n_newer_appraisals))
        gone = _("{n} penilaian yang dihitung sudah diganti atau dibatalkan.").format(
            n=formats.count(run.n_gone_appraisals)
        )
        words = [newer] * (run.n_newer_appraisals > 0) + [gone] * (run.n_gone_appraisals > 0)
        st.caption(f":material/update: {' '.join(words)}")


def facts_sentence(run: RunFacts) -> str:
    """Say which data an analysis rests on, with its first and last year."""
    words = (
        _("Analisis {moment} atas {n} penilaian {kind}; metode {version}, bibit acak {seed}.")
        if run.first_year is None
        else _(
            "Analisis {moment} atas {n} penilaian {kind} tahun {years}; metode {version}, bibit"
            " acak {seed}."
        )
    )
    return words.format(
        years=str(run.first_year)
        if run.first_year == run.last_year
        else formats.range_of(str(run.first_year), str(run.last_year)),
        moment=formats.date_time(run.finished_at),
        n=formats.count(run.n_used),
        kind=labels.period_kind(run.period_kind),
        version=run.method_version,
        seed=run.seed,
    )


def _draw_missing(failed: FailedRun | None, *, may_start: bool, key: str) -> None:
    if failed is not None:
        st.warning(
            _("{reason} Kode rujukan: {reference}.").format(
                reason=plain(failed.error_text), reference=failed.reference
            ),
            title=_("Analisis terakhir tidak selesai"),
        )
    st.info(
        _(
            "Analisis membandingkan penilai melalui pegawai yang pernah dinilai lebih dari satu"
            " penilai. Hasilnya disimpan, lalu halaman ini terisi."
        ),
        title=_("Analisis belum dijalankan"),
    )
    if may_start and not _is_running():
        _draw_start(_("Jalankan analisis"), key=key)


def _draw_start(label: str, *, key: str) -> None:
    st.button(
        label,
        key=f"{key}_analisis",
        icon=":material/play_arrow:",
        type="primary",
        on_click=lambda: _start(jobs.current_since(store.current())),
    )


def choose_years(scope: Scope, run: RunFacts, *, key: str) -> None:
    """Offer to analyse other years to whoever may start an analysis; every page follows it."""
    years = [int(year) for year in sorted(cached(reads.periods, scope)["year"].unique())]
    if not access.current_user().may_open("data") or len(years) < 2:
        return
    with st.popover(
        _("Tahun yang dianalisis"), icon=":material/date_range:", key=f"{key}_tahun_analisis"
    ):
        st.caption(
            _(
                "Satu analisis berlaku untuk semua halaman. Makin sedikit tahunnya, makin lebar"
                " rentangnya."
            )
        )
        choices = [None, *years[1:]]
        since = st.selectbox(
            _("Mulai tahun"),
            choices,
            index=choices.index(run.since) if run.since in choices else 0,
            format_func=lambda year: _("Semua tahun") if year is None else str(year),
            key=f"{key}_mulai_tahun",
        )
        st.button(
            _("Hitung ulang"),
            key=f"{key}_hitung_ulang",
            icon=":material/play_arrow:",
            disabled=since == run.since or _is_running(),
            on_click=lambda: _start(since),
        )


def _start(since: int | None) -> None:
    try:
        jobs.start(store.current(), store.local_actor("dashboard"), since=since)
    except jobs.AnalysisRunning:
        st.toast(_("Analisis sedang berjalan."))


def _is_running() -> bool:
    progress = jobs.progress()
    return progress is not None and progress.is_running


@st.fragment(run_every=POLL_SECONDS)
def _draw_progress() -> None:
    progress = jobs.progress()
    if progress is None or not progress.is_running:
        st.rerun()
        return
    st.progress(
        min(max(progress.share, 0.0), 1.0),
        text=_("Analisis berjalan: {share} selesai").format(
            share=formats.whole_share(progress.share)
        ),
    )
