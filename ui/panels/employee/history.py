"""History of one person: who gave what in which post, raw and adjusted, and what explains it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.intervals import normal_quantile
from analytics.standing import RUN_CONFIDENCE
from ui import cards, charts, formats, labels, links, sentences, tables
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import _, ngettext
from ui.panels.employee import wording
from ui.panels.employee.found import Found
from ui.panels.raters import grade_help
from ui.plain import plain
from ui.tables import Column

FEW_RATINGS = 6  # below, the adjusted score leans on comparable people noticeably
LINKED_RATERS = 3  # with a link of their own


def draw(found: Found) -> None:
    """Draw the ratings over time with the adjusted score, and the table of them."""
    with cards.card(_("Riwayat penilaian"), key="pegawai_riwayat") as card:
        if found.results.empty:
            st.caption(_("Belum ada penilaian atasan untuk pegawai ini."))
            return
        for sentence in standing(found):
            st.markdown(sentence)
        shown = drawn(found)
        if len(shown) > 1:
            card.chart(charts.rated_over_time(shown, adjusted=band(found, shown)), alt=alt(shown))
        tables.show(rows(found), columns(), key="pegawai_riwayat_tabel", alt=_("Riwayat penilaian"))
        card.how_to_read("person_history")


def standing(found: Found) -> list[str]:
    """Say where the adjusted score stands, or why there is none."""
    if found.run is None:
        return [_("Analisis belum dijalankan, jadi nilai di sini belum disesuaikan.")]
    if found.standing is None:
        return [_("Penilaiannya belum ikut dianalisis, jadi nilai di sini belum disesuaikan.")]
    said = wording.standing_sentences(found.standing, found.run)
    grade = found.standing.link_grade
    if grade != "C":
        said.append(_("Kaitan **{grade}**. {help}").format(grade=grade, help=grade_help()))
    return said


def drawn(found: Found) -> pd.DataFrame:
    """Return the rows of the figure: one kind of period and one scale of scores."""
    shown = found.rated
    if shown["score"].notna().any():
        scale = shown["score_scale"].dropna().iloc[-1]
        shown = shown[shown["score_scale"] == scale]
    else:
        shown = shown.dropna(subset=["predicate"])
    return shown.assign(rater=[wording.rater(row) for row in rows_of(shown)])


def band(found: Found, shown: pd.DataFrame) -> tuple[float, float, float] | None:
    """Return the adjusted score with its limits where it is on the scale that is drawn."""
    standing, run = found.standing, found.run
    if standing is None or run is None or run.response != "score":
        return None
    return (standing.adjusted, standing.lower, standing.upper) if len(shown) else None


def alt(shown: pd.DataFrame) -> str:
    """Say the first and the last of the ratings drawn; plain."""
    first, last = shown.iloc[0], shown.iloc[-1]
    return _("Penilaian {n} periode: {first} pada {start}, {last} pada {end}.").format(
        n=formats.count(len(shown)),
        first=_given(first),
        start=wording.period(first["period_code"]),
        last=_given(last),
        end=wording.period(last["period_code"]),
    )


def _given(row: pd.Series[Any]) -> str:
    if not pd.isna(row["score"]):
        return formats.score(row["score"])
    return labels.predicate(str(row["predicate"]), official=False)


def rows(found: Found) -> pd.DataFrame:
    """Return all ratings by superiors in words, newest first."""
    history = found.history.iloc[::-1]
    return history.assign(
        period=[wording.period(code) for code in history["period_code"]],
        work_result=wording.cells(map(_level, history["work_result"])),
        behaviour=wording.cells(map(_level, history["behaviour"])),
        rater=[wording.rater(row) for row in rows_of(history)],
        place=[wording.post(row.position_title, row.unit_name) for row in rows_of(history)],
        note=[
            "" if counts else _("diganti oleh yang ditetapkan terakhir")
            for counts in history["is_result"]
        ],
    )


def _level(code: object) -> str | None:
    return labels.level(code) if isinstance(code, str) else None


def columns() -> dict[str, Column]:
    """Return the columns of `rows`."""
    return {
        "period": tables.text(_("Periode"), pinned=True),
        "predicate": tables.predicate(_("Predikat")),
        "score": tables.score(_("Nilai")),
        "rater": tables.text(_("Penilai")),
        "work_result": tables.text(_("Hasil kerja")),
        "behaviour": tables.text(_("Perilaku kerja")),
        "place": tables.text(_("Jabatan saat itu")),
        "agency_name": tables.text(_("Perangkat daerah")),
        "grade": tables.text(_("Golongan")),
        "score_scale": tables.count(_("Skala nilai")),
        "note": tables.text(_("Catatan")),
    }


def sheet(found: Found) -> Sheet:
    """Return the history as a table of a file."""
    return Sheet(_("Riwayat penilaian"), rows(found), columns())


# -- what still explains it --------------------------------------------------------------------


def draw_explanations(found: Found) -> None:
    """List what could explain the numbers besides the person's work."""
    if found.results.empty:
        return
    with cards.card(_("Yang masih dapat menjelaskannya"), key="pegawai_penjelasan"):
        st.markdown("\n".join(f"- {line}" for line in explanations(found)))
        st.caption(sentences.caution())
        for row in rows_of(found.raters.head(LINKED_RATERS)):
            links.link(
                "rater_profile",
                _("Buka profil penilai: {rater}").format(rater=plain(_post_of(row))),
                icon=":material/person_search:",
                parameters={"penilai": str(row.rater_id)},
            )


def explanations(found: Found) -> list[str]:
    """Return what could explain the numbers, a sentence each."""
    said = [_raters_sentence(found), *(_leniency(row) for row in rows_of(found.raters))]
    if found.is_about_self and found.standing is not None:
        said.append(
            _(
                "Nilai disesuaikan memperhitungkan bahwa penilai berbeda dalam kelonggaran;"
                " pola tiap penilai tidak ditampilkan di sini."
            )
        )
    if (found.results["rater_role"] == "acting").any():
        said.append(_("Sebagian dinilai pejabat Plt/Plh yang baru sebentar memimpin."))
    standing = found.standing
    if standing is not None and standing.n_ratings < FEW_RATINGS:
        said.append(
            _(
                "Penilaiannya sedikit ({n}), jadi nilai disesuaikan ditarik ke arah pegawai serupa."
            ).format(n=formats.count(standing.n_ratings))
        )
    said.append(_("Sasaran unitnya lebih mudah atau lebih sulit daripada unit lain."))
    reached = found.targets_reached
    if reached is not None and reached.n_unverified[0] > 0:
        said.append(
            ngettext(
                "{n} target yang dilaporkan belum diverifikasi siapa pun.",
                "{n} target yang dilaporkan belum diverifikasi siapa pun.",
                int(reached.n_unverified[0]),
            ).format(n=formats.count(reached.n_unverified[0]))
        )
    n_copied = int((found.results["n_same_text"] > 0).sum())
    if n_copied:
        said.append(
            ngettext(
                "{n} umpan balik atasan sama kata demi kata dengan yang ditulis kepada pegawai"
                " lain.",
                "{n} umpan balik atasan sama kata demi kata dengan yang ditulis kepada pegawai"
                " lain.",
                n_copied,
            ).format(n=formats.count(n_copied))
        )
    return said


def _raters_sentence(found: Found) -> str:
    n = found.results["rater_number"].nunique()
    if n <= 1:
        return _(
            "Semua penilaian dari satu penilai; pandangannya tidak dapat dipisahkan dari mutu"
            " kerja pegawai ini."
        )
    return _("Dinilai {n} penilai; pergantian penilai dapat menggeser nilai.").format(
        n=formats.count(n)
    )


def _leniency(row: Any) -> str:
    """Say how one rater rates beside others, with range, or what is missing for it."""
    values = {
        "rater": plain(_post_of(row)),
        "n": formats.count(row.n_ratings),
        "verdict": labels.verdict(str(row.verdict)).lower(),
    }
    is_placed = row.verdict not in ("not_identified", "not_enough_data")
    if pd.isna(row.leniency) or not isinstance(row.verdict, str):
        return _("{rater}: kecenderungannya belum diketahui ({n} penilaian).").format(**values)
    if not is_placed:
        return _("{rater}: {verdict} ({n} penilaian).").format(**values)
    half = normal_quantile(RUN_CONFIDENCE) * float(row.leniency_sd)
    return _("{rater}: {verdict}, {points} (rentang {range}; {n} penilaian).").format(
        points=formats.tendency(row.leniency),
        range=formats.interval(row.leniency - half, row.leniency + half),
        **values,
    )


def _post_of(row: Any) -> str:
    words = row.rater_position if isinstance(row.rater_position, str) else labels.unknown()
    return f"{row.rater_name}, {words}" if isinstance(row.rater_name, str) else words
