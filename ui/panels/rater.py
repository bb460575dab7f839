"""One rater: the drawer of Penilai and the parts of Profil penilai."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import rater_overview
from data import analysis as analysis_records
from data import reads, store
from data.errors import NoteRefused
from data.reads.raters import RunFacts
from data.scope import Filters, Scope
from ui import cards, charts, formats, labels, links, sentences, states, tables
from ui.about import about, data_date, name_parts
from ui.cached import cached
from ui.cards import Card
from ui.downloads import Sheet
from ui.i18n import _, ngettext
from ui.panels import raters as parts
from ui.plain import plain
from ui.tables import Column

PROFILE = "rater_profile"
PATTERNS_TO_NAME = ("drift", "spread", "halo", "inconsistency")


def title(scope: Scope, run: RunFacts, rater_id: int) -> str:
    """Return the escaped title of a rater's drawer or profile: the post, never a name."""
    found = _one(scope, run, rater_id)
    return plain(found["rater"]) if found is not None else plain(labels.unknown())


def draw_summary(scope: Scope, run: RunFacts, rater_id: int) -> None:
    """Draw the drawer: verdict, range, links, patterns, and the way to the full profile."""
    found = _one(scope, run, rater_id)
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
    raw = _("Selisih mentah **{raw}** ({n} pegawai, {ratings} penilaian).").format(
        raw=formats.tendency(found["raw_difference"]),
        n=formats.count(found["n_employees"]),
        ratings=formats.count(found["n_ratings"]),
    )
    match found["verdict"]:
        case "not_identified":
            return raw + " " + unlinked_sentence(found)
        case "not_enough_data":
            return (
                raw
                + " "
                + _("Perlu minimal {people} pegawai dan {ratings} penilaian.").format(
                    people=3, ratings=5
                )
            )
        case _:
            return sentences.rater_tendency(
                float(found["leniency"]),
                float(found["lower"]),
                float(found["upper"]),
                n_peers=int(found["n_comparable"]),
                n_employees=int(found["n_employees"]),
            )


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
        return _(
            "Kaitan **C**: tidak satu pun dari {people} pegawainya dinilai penilai lain."
        ).format(people=people)
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
    lines = [
        _("Pegawainya memang berbeda, misalnya karena seleksi atau beban tugas."),
        _("Sasaran unitnya lebih mudah atau lebih sulit daripada unit lain."),
    ]
    if found["link_grade"] != "A":
        lines.append(_("Kaitannya sedikit: satu dua pegawai yang pindah ikut menentukan angkanya."))
    st.markdown("\n".join(f"- {line}" for line in lines))


def draw_ways_of_rating(scope: Scope, chosen: Filters, everyone: pd.DataFrame) -> None:
    """Draw how raters tell people apart, the patterns tested, and what would link raters."""
    middle = rater_overview.usual_spread(everyone)
    spread = everyone.assign(spread=everyone["sd_rating"])
    if not charts.is_empty(spread, "spread") and not charts.is_empty(spread, "leniency"):
        with cards.card(_("Kecenderungan dan sebaran"), key="penilai_sebaran") as card:
            card.chart(
                charts.tendency_and_spread(spread, usual_spread=middle),
                alt=_("Kecenderungan dan sebaran {n} penilai; sebaran yang lazim {spread}.").format(
                    n=formats.count(len(spread)), spread=formats.points(middle)
                ),
            )
            spread_columns = parts.all_columns()
            card.table(spread, spread_columns)
            card.downloads(
                lambda: [Sheet(_("Penilai"), spread, spread_columns)],
                about(scope, _("Kecenderungan dan sebaran"), chosen),
                name=name_parts("kecenderungan-penilai", chosen),
                day=data_date(scope),
            )
            card.how_to_read("rater_spread")
    patterns = parts.pattern_rows(scope, chosen)
    if not patterns.empty:
        with cards.card(_("Pola lain yang diuji"), key="penilai_pola") as card:
            columns = parts.pattern_columns()
            tables.show(patterns, columns, key="penilai_pola_tabel", alt=_("Pola yang diuji"))
            card.downloads(
                lambda: [Sheet(_("Pola"), patterns, columns)],
                about(scope, _("Pola lain yang diuji"), chosen),
                name=name_parts("pola-penilai", chosen),
                day=data_date(scope),
            )
            card.how_to_read("rater_patterns")
    said = parts.link_sentences(rater_overview.cheapest_links(everyone))
    if said:
        with cards.card(_("Agar bisa dibedakan"), key="penilai_kaitan"):
            for sentence in said:
                st.markdown(sentence)


def draw_profile(scope: Scope, run: RunFacts, rater_id: int) -> None:
    """Draw the whole profile of a rater."""
    found = _one(scope, run, rater_id)
    if found is None:
        st.info(_("Penilai ini tidak ada di analisis, atau di luar cakupan Anda."))
        return
    with cards.card(_("Kecenderungan penilai"), key="profil_kecenderungan"):
        draw_verdict(found)
        draw_explanations(found)
    _draw_distribution(scope, run, rater_id, found)
    _draw_years(scope, run, rater_id, is_placed=found["verdict"] in rater_overview.PLACED)
    _draw_links(scope, rater_id, str(found["rater"]))
    with cards.card(_("Pola cara menilai"), key="profil_pola") as card:
        draw_patterns(scope, rater_id, key="profil_pola_tabel")
        card.how_to_read("rater_patterns")
    if "evaluator" in scope.roles:
        _draw_notes(scope, rater_id)


def _draw_distribution(scope: Scope, run: RunFacts, rater_id: int, found: pd.Series[Any]) -> None:
    bins = cached(reads.rater_bins, scope, rater_id)
    if bins.empty:
        return
    own, peers = _histogram(bins, "n_own", run), _histogram(bins, "n_comparable", run)
    with cards.card(_("Sebaran nilainya"), key="profil_sebaran") as card:
        peers_words = (
            _("Dibanding {n} penilai yang menilai jenis jabatan serupa.")
            if found["comparable_by"] == "position_class"
            else _("Dibanding semua {n} penilai lain; yang menilai jabatan serupa terlalu sedikit.")
        )
        st.caption(peers_words.format(n=formats.count(found["n_comparable"])))
        card.chart(
            charts.histogram(
                own, name=_("penilai ini"), other=peers, other_name=_("penilai serupa")
            ),
            alt=_("Sebaran {n} penilaian penilai ini di samping penilai serupa.").format(
                n=formats.count(found["n_ratings"])
            ),
        )
        columns = {
            "lower": tables.score(_("Dari")),
            "upper": tables.score(_("Sampai")),
            "n": tables.count(_("Penilaian")),
            "share": tables.share(_("Porsi")),
            "peers_share": tables.share(_("Porsi penilai serupa")),
        }
        _offer(
            card,
            scope,
            "sebaran",
            _("Sebaran nilainya"),
            own.assign(peers_share=peers["share"]),
            columns,
        )
        card.how_to_read("score_histogram")


def _draw_years(scope: Scope, run: RunFacts, rater_id: int, *, is_placed: bool) -> None:
    years = cached(reads.rater_years, scope, rater_id)
    if years.empty:
        return
    rows = years.assign(
        period_code=years["year"].astype(str),
        lower=years["leniency_lower"],
        upper=years["leniency_upper"],
    )
    if run.response_unit == "share":
        names = ["leniency", "lower", "upper", "raw_difference"]
        rows[names] = rows[names] * 100
    title = _("Dari tahun ke tahun")
    with cards.card(title, key="profil_tahun") as card:
        columns = {
            "period_code": tables.text(_("Tahun"), pinned=True),
            "leniency": tables.points(_("Selisih (poin)")),
            "lower": tables.points(_("Batas bawah")),
            "upper": tables.points(_("Batas atas")),
            "raw_difference": tables.points(_("Selisih mentah (poin)")),
            "n_employees": tables.count(_("Pegawai dinilai")),
        }
        if not is_placed:
            # the same years without what only links could tell (statistics.md 4)
            for name in ("leniency", "lower", "upper"):
                del columns[name]
            card.plain_table(
                Sheet(title, rows, columns),
                about(scope, title, Filters()),
                alt=_("Selisih mentah penilai pada {n} tahun.").format(n=formats.count(len(rows))),
                name=("profil-penilai", "tahun"),
                day=data_date(scope),
            )
            return
        card.chart(
            charts.tendency_by_year(rows),
            alt=_("Kecenderungan penilai pada {n} tahun dengan rentang 90 persen.").format(
                n=formats.count(len(rows))
            ),
        )
        _offer(card, scope, "tahun", title, rows, columns)
        card.how_to_read("rater_years")


def _draw_links(scope: Scope, rater_id: int, rater: str) -> None:
    found = cached(reads.rater_links, scope, rater_id)
    with cards.card(_("Kaitan dengan penilai lain"), key="profil_kaitan") as card:
        if found.empty:
            st.caption(_("Tidak ada pegawainya yang pernah dinilai penilai lain."))
            return
        rows = found.assign(other=[_other_words(row) for row in found.itertuples()]).sort_values(
            ["n_employees", "other"], ascending=[False, True], ignore_index=True
        )
        st.markdown(
            ngettext(
                "Berbagi pegawai dengan **{n}** penilai lain.",
                "Berbagi pegawai dengan **{n}** penilai lain.",
                len(rows),
            ).format(n=formats.count(len(rows)))
        )
        card.chart(
            charts.rater_links(rows, rater=rater),
            alt=_("Penilai lain yang menilai pegawai yang sama, terbanyak {n} pegawai.").format(
                n=formats.count(rows["n_employees"].iloc[0])
            ),
        )
        columns = {
            "other": tables.text(_("Penilai lain"), pinned=True),
            "n_employees": tables.count(_("Pegawai bersama")),
            "other_link_grade": tables.text(_("Kaitan"), help=parts.grade_help()),
        }
        _offer(card, scope, "kaitan", _("Kaitan dengan penilai lain"), rows, columns)
        card.how_to_read("rater_links")


def _offer(
    card: Card, scope: Scope, part: str, title: str, rows: pd.DataFrame, columns: dict[str, Column]
) -> None:
    """Offer the numbers of a card as a table and as files; no file name says which rater."""
    card.table(rows, columns)
    card.downloads(
        lambda: [Sheet(title, rows, columns)],
        about(scope, title, Filters()),
        name=("profil-penilai", part),
        day=data_date(scope),
    )


def _draw_notes(scope: Scope, rater_id: int) -> None:
    with cards.card(_("Catatan evaluator"), key="profil_catatan"):
        st.caption(_("Catatan disimpan dengan nama penulis dan tidak dapat dihapus."))
        with st.form("profil_catatan_baru", clear_on_submit=True, border=False):
            words = st.text_area(
                _("Catatan baru"), key="profil_catatan_teks", max_chars=2000, height=80
            )
            if st.form_submit_button(_("Simpan catatan"), icon=":material/edit_note:"):
                try:
                    analysis_records.add_rater_note(
                        scope, rater_id, words, store.local_actor("dashboard")
                    )
                except NoteRefused:
                    st.error(_("Tulis catatan terlebih dahulu."))
                else:
                    states.done(_("Catatan tersimpan."))
        for note in cached(reads.rater_notes, scope, rater_id).itertuples():
            st.caption(f"{formats.date_time(note.written_at)} · {plain(note.author)}")
            st.markdown(plain(note.note))


def _histogram(bins: pd.DataFrame, column: str, run: RunFacts) -> pd.DataFrame:
    counted = bins[column].astype("float64")
    total = counted.sum() or 1.0
    return pd.DataFrame(
        {
            "lower": bins["bin_low"],
            "upper": bins["bin_low"] + run.bin_width,
            "n": counted,
            "share": counted / total,
        }
    )


def _one(scope: Scope, run: RunFacts, rater_id: int) -> pd.Series[Any] | None:
    found = cached(reads.rater_result, scope, rater_id)
    return None if found.empty else parts.described(found, run).iloc[0]


def _other_words(row: Any) -> str:
    position = row.other_position if isinstance(row.other_position, str) else labels.unknown()
    unit = row.other_unit_name
    post = position if not isinstance(unit, str) or unit in position else f"{position}, {unit}"
    role = "" if row.other_type == "superior" else f" ({labels.rater_role(row.other_type)})"
    return post + role


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
