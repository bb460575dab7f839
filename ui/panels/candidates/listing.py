"""The list: who is likely in, everybody's rank with its range, and what the order rests on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.scope import Filters, Scope
from ui import cards, charts, formats, names, tables
from ui.downloads import Sheet
from ui.i18n import _, ngettext
from ui.panels.candidates import asking, checks, paper, person, wording
from ui.panels.candidates import people as of_people
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked
from ui.tables import Column

DRAWN = 60  # people in the figure
BESIDE = 8  # of them beyond cut and band
SHOWN = 200  # rows of the table; the file holds everybody


def draw(named: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked) -> None:
    """Draw the list."""
    with cards.card(summary(ranked), key="calon_daftar") as card:
        if not ranked.pool.n:
            st.info(wording.nobody(found, ranked), title=_("Tidak ada yang dapat diurutkan"))
            return
        rows = of_people.rows(of_people.named(named, asking.narrowed(chosen), asked, found), ranked)
        _draw_figure(card, rows, ranked)
        _draw_table(rows)
        _draw_inputs(ranked)
        card.downloads(
            lambda: sheets(rows, found, ranked),
            wording.about(named, _("Daftar pertimbangan"), chosen, asked, found, ranked),
            name=wording.name_parts("calon", chosen, asked),
            day=asked.on,
            on_built=names.recorder(named, about=wording.revealed(chosen, asked), of_persons=True),
            paper=paper.offer(rows, asked, found, ranked),
        )
        card.how_to_read("candidates")


def summary(ranked: Ranked) -> str:
    """Say how many places there are, and for how many people the data leave it open."""
    pool = ranked.pool
    return ngettext(
        "{k} tempat: {sure} kemungkinan besar masuk, {maybe} mungkin, {outside} kemungkinan besar"
        " di luar",
        "{k} tempat: {sure} kemungkinan besar masuk, {maybe} mungkin, {outside} kemungkinan besar"
        " di luar",
        pool.n_selected,
    ).format(
        k=formats.count(pool.settings.k),
        sure=formats.count(pool.n_surely_in),
        maybe=formats.count(pool.n_maybe),
        outside=formats.count(pool.n_outside),
    )


def drawn_rows(rows: pd.DataFrame, k: int) -> pd.DataFrame:
    """Return the rows of the figure: the first ones and the band, or those around a far cut."""
    band = rows.index[rows["standing"] == "maybe"]
    wanted = max(k, int(band[-1]) + 1 if len(band) else 0) + BESIDE
    start = max(0, min(k - 2 * DRAWN // 3, len(rows) - DRAWN)) if wanted > DRAWN else 0
    return rows.iloc[start : start + min(wanted, DRAWN)]


def _draw_figure(card: cards.Card, rows: pd.DataFrame, ranked: Ranked) -> None:
    pool = ranked.pool
    with st.container(gap="xxsmall"):
        for sentence in wording.cautions(ranked):
            st.caption(sentence)
    shown = of_people.with_person(drawn_rows(rows, min(pool.settings.k, len(rows))))
    card.chart(charts.rank_intervals(shown, k=pool.settings.k, n=pool.n), alt=alt(shown, ranked))
    if len(shown) < len(rows):
        first = int(shown.index[0]) + 1
        st.caption(
            _("Tergambar urutan {first} sampai {last} dari {n} pegawai.").format(
                first=formats.count(first),
                last=formats.count(first + len(shown) - 1),
                n=formats.count(len(rows)),
            )
        )


def alt(shown: pd.DataFrame, ranked: Ranked) -> str:
    """Say the takeaway of the figure in one plain sentence."""
    return _(
        "Urutan {n} pegawai dengan rentang 90 persen; {maybe} di antaranya tidak diurutkan oleh"
        " data di sekitar garis {k} tempat."
    ).format(
        n=formats.count(len(shown)),
        maybe=formats.count(int((shown["standing"] == "maybe").sum())),
        k=formats.count(ranked.pool.settings.k),
    )


def _draw_table(rows: pd.DataFrame) -> None:
    words = st.text_input(
        _("Cari pegawai"),
        type="search",
        live="300ms",
        key="calon_cari",
        placeholder=_("Jabatan, unit, atau perangkat daerah"),
    )
    found = matching(rows, words)
    st.caption(wording.table_caption(len(found), min(len(found), SHOWN)))
    shown = of_people.worded(found.head(SHOWN))
    row = tables.choose_row(
        shown, columns(), key=person.table_key("calon_tabel"), alt=_("Daftar pertimbangan")
    )
    person.remember(row)


def matching(rows: pd.DataFrame, words: str | None) -> pd.DataFrame:
    """Keep the people whose post, unit, agency or shown name holds what was searched for."""
    wanted = (words or "").strip().casefold()
    if not wanted:
        return rows
    held = [
        rows[name].fillna("").astype(str).str.casefold().str.contains(wanted, regex=False)
        for name in ("position_title", "unit_name", "group", "employee_name")
    ]
    return rows[pd.concat(held, axis=1).any(axis=1)]


def columns() -> dict[str, Column]:
    """Return the columns of the list."""
    return {
        "rank_words": tables.text(
            _("Urutan"), pinned=True, help=_("Urutan tengah, lalu rentang 90 persen.")
        ),
        "person": tables.text(_("Pegawai")),
        "standing_words": tables.text(_("Kedudukan")),
        "group": tables.text(_("Perangkat daerah")),
        "top_probability": tables.share(_("Peluang masuk")),
        "overall_words": tables.text(_("Syarat")),
        "score": tables.score(_("Nilai daftar")),
        "score_range": tables.text(_("Rentang nilai")),
        "raw_mean": tables.score(_("Rata-rata mentah")),
        "raw_place": tables.count(_("Urutan mentah")),
        "n_ratings": tables.count(_("Penilaian")),
        "link_words": tables.text(_("Kaitan"), help=wording.grade_help()),
        "results_words": tables.text(_("Hasil terukur")),
    }


def _draw_inputs(ranked: Ranked) -> None:
    """List what enters the order and what does not, with the choice of weight."""
    with st.popover(_("Yang masuk hitungan"), icon=":material/functions:", key="calon_hitungan"):
        asking.ask_weight()
        table = inputs(ranked)
        tables.show(
            table, input_columns(), key="calon_hitungan_tabel", alt=_("Yang masuk hitungan")
        )
        st.caption(
            _(
                "Jenis kelamin, umur, status kepegawaian, dan hukuman tidak pernah masuk nilai"
                " siapa pun; hukuman hanya diperiksa sebagai syarat."
            )
        )


def inputs(ranked: Ranked) -> pd.DataFrame:
    """Return everything that could enter the order, in words."""
    found = ranked.pool.inputs
    return found.assign(
        input_words=[wording.input_name(code) for code in found["input"]],
        state_words=[wording.input_state(code) for code in found["state"]],
    )


def input_columns() -> dict[str, Column]:
    """Return the columns of `inputs`."""
    return {
        "input_words": tables.text(_("Masukan"), pinned=True),
        "state_words": tables.text(_("Keadaan")),
        "weight": tables.coefficient(_("Bobot")),
        "n_people": tables.count(_("Pegawai")),
    }


def sheets(rows: pd.DataFrame, found: Judged, ranked: Ranked) -> Sequence[Sheet]:
    """Return the tables of the file: the list, its inputs, and the checks of everybody in it."""
    everybody = of_people.worded(rows)
    return [
        Sheet(_("Daftar pertimbangan"), everybody, columns()),
        Sheet(_("Yang masuk hitungan"), inputs(ranked), input_columns()),
        checks.sheet(found, everybody),
    ]
