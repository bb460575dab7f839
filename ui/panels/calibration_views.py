"""What else a draft shows below its table: raters, the last cycle, its history."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import streamlit as st

from analytics.calibration import LastCycle, rater_mixes
from data import reads
from data.reads.calibrations import Calibration
from data.scope import Filters, Scope
from ui import cards, charts, formats, labels, tables
from ui.cached import cached
from ui.i18n import N_, _, ngettext
from ui.panels import calibration_table as table_parts
from ui.panels.distribution_time import movement_sentence
from ui.panels.finishing import finish, table_alone
from ui.plain import plain
from ui.tables import Column
from ui.times import local_time

EVENTS = {
    "create_calibration": N_("Draf dibuat"),
    "rename_calibration": N_("Nama diganti"),
    "note_attendees": N_("Peserta dicatat"),
    "close_calibration": N_("Draf ditutup"),
}


def draw_raters(scope: Scope, place: Filters, people: pd.DataFrame) -> None:
    """Draw whose people the proposals touch, and each rater's mix beside the others."""
    found = rater_rows(people)
    with cards.frameless(key="kalibrasi_penilai") as card:
        if found.empty:
            st.caption(_("Penilai pegawai ini belum diketahui."))
            return
        st.markdown(raters_sentence(found))
        st.caption(
            _(
                "Kecenderungan penilai dihitung dari penilaiannya, yang tidak berubah; usulan bukan"
                " penilaian."
            )
        )
        table_alone(
            card,
            scope,
            place,
            found,
            rater_columns(),
            title=_("Penilai bila usulan berlaku"),
            name="kalibrasi-penilai",
            how="calibration_raters",
        )


def rater_rows(people: pd.DataFrame) -> pd.DataFrame:
    """Return one row per rater with the mix of now and as proposed, and the verdict of a run."""
    found = rater_mixes(people)
    known = people.dropna(subset=["rater_id"]).drop_duplicates("rater_id").set_index("rater_id")
    known = known.loc[found["rater_id"]]
    return found.assign(
        rater=known["rater"].to_numpy(),
        verdict_words=[
            labels.verdict(code) if isinstance(code, str) else formats.MISSING
            for code in known["rater_verdict"]
        ],
        gap_before=100 * found["gap_before"],
        gap_after=100 * found["gap_after"],
    )


def raters_sentence(found: pd.DataFrame) -> str:
    """Say whose people the proposals touch."""
    touched = found[found["n_proposed"] > 0]
    if touched.empty:
        return _("Belum ada usulan bagi pegawai dari **{n}** penilai ini.").format(
            n=formats.count(len(found))
        )
    most = touched.iloc[0]
    return ngettext(
        "Usulan menyentuh pegawai dari **{n}** penilai: {rater}, {part} dari {whole} pegawainya.",
        "Usulan menyentuh pegawai dari **{n}** penilai; terbanyak {rater}, {part} dari {whole}"
        " pegawainya.",
        len(touched),
    ).format(
        n=formats.count(len(touched)),
        rater=plain(most["rater"]),
        part=formats.count(most["n_proposed"]),
        whole=formats.count(most["n_people"]),
    )


def rater_columns() -> dict[str, Column]:
    """Return the columns of `rater_rows`."""
    return {
        "rater": tables.text(_("Penilai"), pinned=True),
        "n_people": tables.count(_("Pegawai")),
        "n_proposed": tables.count(_("Diusulkan")),
        "n_up": tables.count(_("Naik")),
        "n_down": tables.count(_("Turun")),
        "very_good_before": tables.share(_("Sangat Baik sekarang")),
        "very_good_after": tables.share(_("Sangat Baik usulan")),
        "gap_before": tables.points(_("Selisih dari yang lain sekarang (poin)")),
        "gap_after": tables.points(_("Selisih dari yang lain usulan (poin)")),
        "verdict_words": tables.text(_("Kecenderungan menurut analisis")),
    }


def draw_last_cycle(scope: Scope, place: Filters, people: pd.DataFrame, cycle: LastCycle) -> None:
    """Draw where the people stood one cycle earlier: as rated now, and as proposed."""
    with cards.frameless(key="kalibrasi_siklus") as card:
        known = people["previous_period_code"].dropna()
        if known.empty or cycle.after.n[0] == 0:
            st.caption(_("Tidak ada pegawai draf ini yang juga dinilai pada siklus sebelumnya."))
            return
        before = labels.period(str(known.iloc[0]))
        st.markdown(
            _("Sekarang: {sentence}").format(sentence=movement_sentence(cycle.before, before))
        )
        st.markdown(
            _("Bila usulan berlaku: {sentence}").format(
                sentence=movement_sentence(cycle.after, before)
            )
        )
        moved = cycle.after.long()
        card.chart(
            charts.transition_matrix(moved),
            alt=_("Predikat yang diusulkan menurut predikat {before}; tetap {share}.").format(
                before=before, share=formats.share(cycle.after.unchanged.estimate[0])
            ),
        )
        finish(
            card,
            scope,
            place,
            moved,
            {
                "previous": tables.predicate(before),
                "now": tables.predicate(_("Usulan")),
                "n": tables.count(_("Pegawai")),
                "share": tables.share(_("Porsi baris")),
            },
            title=_("Siklus lalu dan usulan"),
            name="kalibrasi-siklus",
            how="transition",
        )


def draw_history(named: Scope, place: Filters, draft: Calibration) -> None:
    """Draw everything that happened to the draft, newest first; names where they are shown."""
    changes = history_rows(named, draft)
    with cards.frameless(key="kalibrasi_riwayat") as card:
        for event in cached(reads.calibration_events, named, draft.calibration_id).itertuples():
            st.caption(event_words(event))
        if changes.empty:
            st.caption(_("Belum ada perubahan pada pegawai."))
            return
        table_alone(
            card,
            named,
            place,
            changes,
            history_columns(with_names=named.may_see_names),
            title=_("Riwayat draf"),
            name="kalibrasi-riwayat",
            how="calibration_table",
            on_built=table_parts.recorder(named, draft),
        )


def history_rows(named: Scope, draft: Calibration) -> pd.DataFrame:
    """Return every change of the draft in words, newest first."""
    found = cached(reads.calibration_changes, named, draft.calibration_id)
    return found.assign(
        moment=[formats.date_time(local_time(moment)) for moment in found["changed_at"]],
        post=found["position_title"].fillna(labels.unknown()),
        unit=found["unit_name"].fillna(labels.unknown()),
        discussed=[table_parts.yes_or_no(is_so) for is_so in found["is_discussed"]],
    )


def history_columns(*, with_names: bool) -> dict[str, Column]:
    """Return the columns of `history_rows`."""
    names = {"employee_name": tables.text(_("Nama"))} if with_names else {}
    return {
        "moment": tables.text(_("Waktu"), pinned=True),
        "changed_by": tables.text(_("Oleh")),
        **names,
        "post": tables.text(_("Jabatan")),
        "unit": tables.text(_("Unit")),
        "current_predicate": tables.predicate(_("Predikat hasil")),
        "former_predicate": tables.predicate(_("Usulan sebelumnya")),
        "proposed_predicate": tables.predicate(_("Usulan")),
        "reason": tables.text(_("Alasan")),
        "discussed": tables.text(_("Dibahas")),
    }


def event_words(event: Any) -> str:
    """Say in one line what happened to the draft, when and by whom; escaped."""
    what = _(EVENTS[event.action]) if event.action in EVENTS else plain(event.action)
    parts = [formats.date_time(local_time(event.happened_at)), plain(event.actor), what]
    if event.action == "rename_calibration":
        former, new = (
            json.loads(value)["name"] for value in (event.before_value, event.after_value)
        )
        parts.append(_("{before} menjadi {after}").format(before=plain(former), after=plain(new)))
    return " · ".join(parts)
