"""One rater: the drawer of Penilai, and the sentences it shares with Profil penilai."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import rater_overview
from analytics.severity import MIN_EMPLOYEES, MIN_RATINGS
from data import reads
from data.reads.raters import RunFacts
from data.scope import Scope
from ui import formats, labels, links, sentences, tables
from ui.cached import cached
from ui.i18n import _
from ui.panels import raters as parts
from ui.plain import plain
from ui.tables import Column

PROFILE = "rater_profile"
PATTERNS_TO_NAME = ("drift", "spread", "halo", "inconsistency")


def title(scope: Scope, run: RunFacts, rater_id: int) -> str:
    """Return the escaped title of a rater's drawer or profile: the post, never a name."""
    found = one(scope, run, rater_id)
    return plain(found["rater"]) if found is not None else plain(labels.unknown())


def draw_summary(scope: Scope, run: RunFacts, rater_id: int) -> None:
    """Draw the drawer: verdict, range, links, patterns, and the way to the full profile."""
    found = one(scope, run, rater_id)
    if found is None:
        st.caption(_("Penilai ini tidak ada di analisis, atau di luar cakupan Anda."))
        return
    draw_verdict(found)
    draw_patterns(scope, rater_id, key="rinci_pola")
    draw_explanations(found)
    links.link(
        PROFILE,
        _("Buka profil penilai"),
        icon=":material/person_search:",
        parameters={parts.PANEL: str(rater_id)},
    )


def draw_verdict(found: pd.Series[Any]) -> None:
    """Say where the rater stands, how sure that is, and what it rests on."""
    st.subheader(str(found["verdict_words"]), anchor=False)
    st.markdown(verdict_sentence(found))
    st.markdown(grade_sentence(found))
    if found["verdict"] in rater_overview.PLACED:
        st.caption(sentences.caution())


def verdict_sentence(found: pd.Series[Any]) -> str:
    """Return the finding with range and count, or what is missing for one."""
    raw = raw_sentence(found)
    match found["verdict"]:
        case "not_identified":
            return raw + " " + unlinked_sentence(found)
        case "not_enough_data":
            return (
                raw
                + " "
                + _("Perlu minimal {people} pegawai dan {ratings} penilaian.").format(
                    people=formats.count(MIN_EMPLOYEES), ratings=formats.count(MIN_RATINGS)
                )
            )
        case _:
            return sentences.rater_tendency(
                float(found["leniency"]),
                float(found["lower"]),
                float(found["upper"]),
                n_peers=int(found["n_compared"]),
                n_employees=int(found["n_employees"]),
            )


def raw_sentence(found: pd.Series[Any]) -> str:
    """Say the difference from the mean of the period, beside that of comparable raters."""
    said = _("Selisih mentah **{raw}** ({n} pegawai, {ratings} penilaian).").format(
        raw=formats.tendency(found["raw_difference"]),
        n=formats.count(found["n_employees"]),
        ratings=formats.count(found["n_ratings"]),
    )
    if pd.isna(found["comparable_raw_difference"]):
        return said
    beside = _("{n} penilai serupa rata-rata {raw}.").format(
        n=formats.count(found["n_comparable"]),
        raw=formats.tendency(found["comparable_raw_difference"]),
    )
    return f"{said} {beside}"


def unlinked_sentence(found: pd.Series[Any]) -> str:
    """Say why no verdict is possible and what would make one possible."""
    shared = int(found["n_project_people"] or 0)
    if shared:
        return _(
            "Kelonggaran penilai dan mutu tim tidak dapat dipisahkan di sini; yang membantu:"
            " penilai kedua untuk satu pegawai atau lebih, misalnya {n} pegawai yang satu proyek"
            " dengan tim lain, atau kasus latihan bersama."
        ).format(n=formats.count(shared))
    return _(
        "Kelonggaran penilai dan mutu tim tidak dapat dipisahkan di sini; yang membantu: penilai"
        " kedua untuk satu pegawai atau lebih, proyek bersama tim lain, atau kasus latihan bersama."
    )


def grade_sentence(found: pd.Series[Any]) -> str:
    """Say which links the figure rests on."""
    grade = str(found["link_grade"])
    linking, people = formats.count(found["n_linking"]), formats.count(found["n_employees"])
    if grade == "C":
        said = _(
            "Kaitan **C**: tidak satu pun dari {people} pegawainya dinilai penilai lain."
        ).format(people=people)
        if found["verdict"] not in rater_overview.PLACED:
            return said
        by_results = _("Ia dibandingkan lewat capaian pegawainya yang diverifikasi pihak lain.")
        return f"{said} {by_results}"
    share = found["link_share"]
    base = _("Kaitan **{grade}**: {linking} dari {people} pegawainya pernah dinilai penilai lain.")
    said = base.format(grade=grade, linking=linking, people=people)
    if pd.isna(share):
        return said
    return (
        said
        + " "
        + _(
            "Bobot kaitan {share}: bagian ketelitian yang berasal dari pegawai bersama; sisanya"
            " anggapan bahwa tim rata-rata serupa."
        ).format(share=formats.whole_share(share))
    )


def pattern_rows(scope: Scope, rater_id: int) -> pd.DataFrame:
    """Return the patterns tested for one rater, in words."""
    found = cached(reads.rater_patterns, scope, rater_id)
    named = found[found["pattern"].isin(PATTERNS_TO_NAME)]
    return named.assign(
        pattern_words=[labels.pattern(code) for code in named["pattern"]],
        state_words=[_pattern_state(row) for row in named.itertuples()],
    )


def draw_descriptions(scope: Scope, rater_id: int) -> None:
    """Say what is described and never tested for naming anybody."""
    said = descriptions(scope, rater_id)
    if said:
        st.caption(_("Gambaran, bukan pengujian:"))
        st.markdown("\n".join(f"- {line}" for line in said))


def descriptions(scope: Scope, rater_id: int) -> list[str]:
    """Return how a rater spaces people and uses the top of the scale, a sentence each."""
    found = cached(reads.rater_patterns, scope, rater_id)
    known = found[found["is_testable"]].set_index("pattern")
    said = []
    if "slope" in known.index:
        said.append(
            _(
                "Jarak antarpegawai yang diberikannya **{times} kali** jarak menurut penilai lain"
                " ({n} pegawai bersama)."
            ).format(
                times=formats.two_decimals(known.loc["slope", "statistic"]),
                n=formats.count(known.loc["slope", "n_used"]),
            )
        )
    if "restriction" in known.index:
        said.append(
            _(
                "Nilai teratas **{points}** lebih sering daripada yang dijelaskan pegawai dan"
                " kelonggarannya ({n} penilaian)."
            ).format(
                points=formats.share_change(known.loc["restriction", "statistic"]),
                n=formats.count(known.loc["restriction", "n_used"]),
            )
        )
    return said


def pattern_columns() -> dict[str, Column]:
    """Return the columns of `pattern_rows`."""
    return {
        "pattern_words": tables.text(_("Pola"), pinned=True),
        "state_words": tables.text(_("Keterangan")),
        "n_used": tables.count(_("Dihitung atas")),
    }


def draw_patterns(scope: Scope, rater_id: int, *, key: str) -> None:
    """Draw the patterns as a small table."""
    rows = pattern_rows(scope, rater_id)
    if not rows.empty:
        tables.show(rows, pattern_columns(), key=key, alt=_("Pola cara menilai penilai ini"))


def draw_explanations(found: pd.Series[Any]) -> None:
    """List what could still explain the figure."""
    st.markdown(_("**Yang masih dapat menjelaskannya**"))
    st.markdown("\n".join(f"- {line}" for line in explanations(found)))


def explanations(found: pd.Series[Any]) -> list[str]:
    """Return what could still explain the figure, a sentence each."""
    lines = [
        _("Pegawainya memang berbeda, misalnya karena seleksi atau beban tugas."),
        _("Sasaran unitnya lebih mudah atau lebih sulit daripada unit lain."),
    ]
    if found["link_grade"] == "B":
        lines.append(_("Kaitannya sedikit: satu dua pegawai yang pindah ikut menentukan angkanya."))
    return lines


def one(scope: Scope, run: RunFacts, rater_id: int) -> pd.Series[Any] | None:
    """Return the result of one rater with its words; None if the reader may not see it."""
    found = cached(reads.rater_result, scope, rater_id)
    return None if found.empty else parts.described(found, run).iloc[0]


def _pattern_state(row: Any) -> str:
    if not row.is_testable:
        if pd.isna(row.n_needed):
            return labels.verdict("not_enough_data")
        return _("Belum cukup data: {n} dari {needed} yang diperlukan").format(
            n=formats.count(row.n_used), needed=formats.count(row.n_needed)
        )
    if row.is_flagged and not row.is_identified:
        return labels.verdict("not_identified")  # a team's growth explains it as well
    return _("Perlu ditinjau") if row.is_flagged else _("Tidak menonjol")
