"""The parts of Profil penilai: one rater's figures beside those of comparable raters, and notes."""

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
from ui import cards, charts, formats, labels, states, tables
from ui.about import about, data_date
from ui.cached import cached
from ui.cards import Card
from ui.downloads import Sheet
from ui.i18n import _, ngettext
from ui.panels import rater
from ui.panels import raters as parts
from ui.panels.analysis import in_points
from ui.paper import Offer
from ui.plain import plain
from ui.tables import Column

YEARS_AS_POINTS = ("leniency", "leniency_lower", "leniency_upper", "raw_difference")
FEWEST_LINKS = 3  # drawn as a figure; fewer say more as a table


def draw(scope: Scope, run: RunFacts, rater_id: int, *, paper: Offer | None = None) -> None:
    """Draw the whole profile of a rater; `paper` is the same on paper."""
    found = rater.one(scope, run, rater_id)
    if found is None:
        st.info(_("Penilai ini tidak ada di analisis, atau di luar cakupan Anda."))
        return
    with cards.card(_("Kecenderungan penilai"), key="profil_kecenderungan") as card:
        rater.draw_verdict(found)
        rater.draw_explanations(found)
        card.downloads(
            None,
            about(scope, _("Profil penilai"), Filters()),
            name=("profil-penilai",),
            day=data_date(scope),
            paper=paper,
        )
    _draw_distribution(scope, run, rater_id, found)
    _draw_years(scope, run, rater_id, is_placed=found["verdict"] in rater_overview.PLACED)
    _draw_links(scope, rater_id, str(found["rater"]))
    with cards.card(_("Pola cara menilai"), key="profil_pola") as card:
        rater.draw_patterns(scope, rater_id, key="profil_pola_tabel")
        rater.draw_descriptions(scope, rater_id)
        card.how_to_read("rater_patterns")
    _draw_pairs(scope, run, rater_id)
    if "evaluator" in scope.roles:
        _draw_notes(scope, rater_id)


def _draw_distribution(scope: Scope, run: RunFacts, rater_id: int, found: pd.Series[Any]) -> None:
    bins = cached(reads.rater_bins, scope, rater_id)
    if bins.empty:
        return
    own, peers = histogram(bins, "n_own", run), histogram(bins, "n_comparable", run)
    with cards.card(_("Sebaran nilainya"), key="profil_sebaran") as card:
        st.caption(peers_sentence(found))
        card.chart(
            charts.histogram(
                own,
                name=_("penilai ini"),
                other=peers,
                other_name=_("penilai serupa"),
                of_ratings=True,
            ),
            alt=histogram_alt(found),
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
        card.how_to_read("rater_histogram")


def histogram(bins: pd.DataFrame, column: str, run: RunFacts) -> pd.DataFrame:
    """Return lower, upper, n, share of the ratings counted in `column` of the bins."""
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


def peers_sentence(found: pd.Series[Any]) -> str:
    """Say whom a rater's distribution is compared with."""
    words = (
        _("Dibanding {n} penilai yang menilai jenis jabatan serupa.")
        if found["comparable_by"] == "position_class"
        else _("Dibanding semua {n} penilai lain; yang menilai jabatan serupa terlalu sedikit.")
    )
    return words.format(n=formats.count(found["n_comparable"]))


def histogram_alt(found: pd.Series[Any]) -> str:
    """Return alternative text for the distribution of a rater."""
    return _("Sebaran {n} penilaian penilai ini di samping penilai serupa.").format(
        n=formats.count(found["n_ratings"])
    )


def _draw_years(scope: Scope, run: RunFacts, rater_id: int, *, is_placed: bool) -> None:
    rows = year_rows(scope, run, rater_id)
    if rows.empty:
        return
    title, columns = _("Dari tahun ke tahun"), year_columns(is_placed=is_placed)
    with cards.card(title, key="profil_tahun") as card:
        if not years_are_drawn(rows, is_placed=is_placed):
            raw_alt = _("Selisih mentah penilai pada {n} tahun.").format(n=formats.count(len(rows)))
            card.plain_table(
                Sheet(title, rows, columns),
                about(scope, title, Filters()),
                alt=years_alt(rows) if is_placed else raw_alt,
                name=("profil-penilai", "tahun"),
                day=data_date(scope),
            )
            return
        card.chart(charts.tendency_by_year(rows), alt=years_alt(rows))
        _offer(card, scope, "tahun", title, rows, columns)
        card.how_to_read("rater_years")


def years_are_drawn(rows: pd.DataFrame, *, is_placed: bool) -> bool:
    """Return whether the years make a figure: one point shows no course, its numbers say more."""
    return is_placed and len(rows) > 1


def year_rows(scope: Scope, run: RunFacts, rater_id: int) -> pd.DataFrame:
    """Return a rater's years for `charts.tendency_by_year` and the table under it."""
    years = in_points(cached(reads.rater_years, scope, rater_id), run, YEARS_AS_POINTS)
    return years.assign(
        period_code=years["year"].astype(str),
        lower=years["leniency_lower"],
        upper=years["leniency_upper"],
    )


def year_columns(*, is_placed: bool) -> dict[str, Column]:
    """Return the columns of `year_rows`; without links not what only links could tell."""
    placed = {
        "leniency": tables.points(_("Selisih (poin)")),
        "lower": tables.points(_("Batas bawah")),
        "upper": tables.points(_("Batas atas")),
    }
    return {
        "period_code": tables.text(_("Tahun"), pinned=True),
        **(placed if is_placed else {}),  # statistics.md 4
        "raw_difference": tables.points(_("Selisih mentah (poin)")),
        "n_employees": tables.count(_("Pegawai dinilai")),
    }


def years_alt(rows: pd.DataFrame) -> str:
    """Return alternative text for a rater's years."""
    return _("Kecenderungan penilai pada {n} tahun dengan rentang 90 persen.").format(
        n=formats.count(len(rows))
    )


def _draw_links(scope: Scope, rater_id: int, words: str) -> None:
    rows = link_rows(scope, rater_id)
    with cards.card(_("Kaitan dengan penilai lain"), key="profil_kaitan") as card:
        if rows.empty:
            st.caption(_("Tidak ada pegawainya yang pernah dinilai penilai lain."))
            return
        st.markdown(links_sentence(rows))
        title = _("Kaitan dengan penilai lain")
        alt = _("Penilai lain yang menilai pegawai yang sama, terbanyak {n} pegawai.").format(
            n=formats.count(rows["n_employees"].iloc[0])
        )
        if len(rows) < FEWEST_LINKS:
            card.plain_table(
                Sheet(title, rows, link_columns()),
                about(scope, title, Filters()),
                alt=alt,
                name=("profil-penilai", "kaitan"),
                day=data_date(scope),
            )
            return
        card.chart(charts.rater_links(rows, rater=words), alt=alt)
        _offer(card, scope, "kaitan", title, rows, link_columns())
        card.how_to_read("rater_links")


def _draw_pairs(scope: Scope, run: RunFacts, rater_id: int) -> None:
    rows = pair_rows(scope, run, rater_id)
    if rows.empty:
        return
    title, columns = _("Pegawai yang dinilainya berbeda"), pair_columns()
    with cards.card(title, key="profil_pasangan") as card:
        st.caption(
            _(
                "Gambaran saja: keberpihakan dan kecocokan kerja terlihat sama. Selisih sudah"
                " dikurangi kelonggaran penilai dan nilai pegawai itu dari penilai lain."
            )
        )
        card.plain_table(
            Sheet(title, rows, columns),
            about(scope, title, Filters()),
            alt=_("{n} pegawai dengan selisih terbesar pada penilai ini.").format(
                n=formats.count(len(rows))
            ),
            name=("profil-penilai", "pasangan"),
            day=data_date(scope),
        )


def pair_rows(scope: Scope, run: RunFacts, rater_id: int) -> pd.DataFrame:
    """Return the people furthest apart by post and unit, never by name."""
    found = in_points(cached(reads.rater_pairs, scope, rater_id), run, ("estimate",))
    posts = zip(found["employee_position"], found["employee_unit"], strict=True)
    return found.assign(employee=[_post_words(position, unit) for position, unit in posts])


def pair_columns() -> dict[str, Column]:
    """Return the columns of `pair_rows`."""
    return {
        "employee": tables.text(_("Pegawai"), pinned=True),
        "estimate": tables.points(_("Selisih (poin)")),
        "n_ratings": tables.count(_("Penilaian")),
    }


def link_rows(scope: Scope, rater_id: int) -> pd.DataFrame:
    """Return the raters who rated the same employees, by post, most shared first."""
    found = cached(reads.rater_links, scope, rater_id)
    return found.assign(other=[_other_words(row) for row in found.itertuples()]).sort_values(
        ["n_employees", "other"], ascending=[False, True], ignore_index=True
    )


def links_sentence(rows: pd.DataFrame) -> str:
    """Say with how many other raters one shares employees."""
    return ngettext(
        "Berbagi pegawai dengan **{n}** penilai lain.",
        "Berbagi pegawai dengan **{n}** penilai lain.",
        len(rows),
    ).format(n=formats.count(len(rows)))


def link_columns() -> dict[str, Column]:
    """Return the columns of `link_rows`."""
    return {
        "other": tables.text(_("Penilai lain"), pinned=True),
        "n_employees": tables.count(_("Pegawai bersama")),
        "other_link_grade": tables.text(_("Kaitan"), help=parts.grade_help()),
    }


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


def _post_words(position: object, unit: object) -> str:
    held = position if isinstance(position, str) else labels.unknown()
    return held if not isinstance(unit, str) or unit in held else f"{held}, {unit}"


def _other_words(row: Any) -> str:
    post = _post_words(row.other_position, row.other_unit_name)
    role = "" if row.other_type == "superior" else f" ({labels.rater_role(row.other_type)})"
    return post + role
