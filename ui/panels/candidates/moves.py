"""Raw beside adjusted: who crosses the cut, and what moved each of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import promotion
from data.scope import Filters, Scope
from ui import cards, charts, formats, names, tables
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import _, ngettext
from ui.panels.analysis import in_points
from ui.panels.candidates import asking, person, wording
from ui.panels.candidates import people as of_people
from ui.panels.candidates import pool as pools
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked
from ui.panels.candidates.why import rater_words
from ui.tables import Column

MOST_DRAWN = 40  # people who stay in, drawn grey
AS_POINTS = ("reason_points", "rater_points", "rater_lower", "rater_upper", "raw_mean", "score")


def draw(scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked | None) -> None:
    """Draw who enters and leaves the first K when ratings are adjusted."""
    if ranked is None or not ranked.pool.n:
        st.caption(_("Tidak ada daftar untuk dibandingkan."))
        return
    with cards.card(_("Sebelum dan setelah disesuaikan"), key="calon_pindah") as card:
        st.markdown(sentence(ranked))
        people = of_people.named(scope, asking.narrowed(chosen), asked, found)
        rows = of_people.rows(people, ranked)
        crossed = rows[rows["crossing"].isin(["entered", "left"])]
        if crossed.empty:
            return
        staying = rows[rows["crossing"] == "stays_in"].head(MOST_DRAWN)
        shown = of_people.with_person(pd.concat([crossed, staying]))
        card.chart(charts.rank_slope(shown, k=ranked.pool.settings.k), alt=alt(ranked))
        table = explained(scope, ranked, of_people.with_person(crossed))
        st.caption(wording.table_caption(len(table), len(table)))
        row = tables.choose_row(
            table, columns(), key=person.table_key("calon_pindah_tabel"), alt=_("Yang berpindah")
        )
        person.remember(row)
        card.downloads(
            lambda: [Sheet(_("Yang berpindah"), table, columns())],
            wording.about(scope, _("Yang berpindah"), chosen, asked, found, ranked),
            name=wording.name_parts("berpindah", chosen, asked),
            day=asked.on,
            on_built=names.recorder(
                scope, about=f"{wording.revealed(chosen, asked)}/moves", of_persons=True
            ),
        )
        card.how_to_read("rank_moves")


def sentence(ranked: Ranked) -> str:
    """Say how many places another order would fill."""
    n = int((ranked.pool.people["crossing"] == "entered").sum())
    k = formats.count(ranked.pool.n_selected)
    if not n:
        return _("Rata-rata mentah memilih {k} orang yang sama.").format(k=k)
    said = ngettext(
        "**{n}** dari {k} tempat berpindah orang bila nilai disesuaikan dengan kecenderungan"
        " penilai.",
        "**{n}** dari {k} tempat berpindah orang bila nilai disesuaikan dengan kecenderungan"
        " penilai.",
        n,
    )
    return said.format(n=formats.count(n), k=k)


def alt(ranked: Ranked) -> str:
    """Say the takeaway of the figure."""
    n = int((ranked.pool.people["crossing"] == "entered").sum())
    return _(
        "Urutan mentah di kiri, urutan daftar di kanan; {n} orang masuk dan {n} keluar melewati"
        " garis {k} tempat."
    ).format(n=formats.count(n), k=formats.count(ranked.pool.settings.k))


def explained(scope: Scope, ranked: Ranked, crossed: pd.DataFrame) -> pd.DataFrame:
    """Return who crossed with the reason in words, largest move first."""
    rated = pools.raters_of(scope)
    found = promotion.explain_moves(
        ranked.pool, rated, pools.all_results(scope), components=pools.components(scope)
    )
    found = in_points(found, ranked.run, AS_POINTS)
    raters = {
        int(row.rater_id): row
        for row in rows_of(rated[rated["employee_id"].isin(found["employee_id"])])
        if not pd.isna(row.rater_id)
    }
    told = found.assign(reason_words=[reason(row, raters) for row in rows_of(found)])
    kept_columns = ["employee_id", "reason_words"]
    joined = told[kept_columns].merge(crossed, on="employee_id", how="left")
    return joined.assign(
        crossing_words=[
            _("masuk") if code == "entered" else _("keluar") for code in joined["crossing"]
        ],
        rank_words=[
            formats.rank(row.rank_median, row.rank_lower, row.rank_upper) for row in rows_of(joined)
        ],
    )


def reason(row: Any, raters: dict[int, Any]) -> str:
    """Say what moved a person most, beside the pool."""
    if row.reason == "rater" and not pd.isna(row.rater_id):
        rater = raters.get(int(row.rater_id))
        values = {
            "who": rater_words(rater),
            "points": formats.tendency(row.rater_points),
            "range": formats.interval(row.rater_lower, row.rater_upper),
            "n": formats.count(row.n),
        }
        if row.rater_upper < 0:
            pattern = _("{who} menilai lebih longgar: {points} (rentang {range}; {n} penilaian)")
        elif row.rater_lower > 0:
            pattern = _("{who} menilai lebih ketat: {points} (rentang {range}; {n} penilaian)")
        else:
            pattern = _("{who}, belum dapat dibedakan: {points} (rentang {range}; {n} penilaian)")
        return pattern.format(**values)
    words = {
        "circumstances": _("periode, jenis penilai, golongan, dan jenis jabatan: {points}"),
        "home_unit": _("mutu unit asal: {points}"),
        "few_ratings": _("penilaiannya sedikit: {points}"),
        "unit_and_few_ratings": _("mutu unit asal dan penilaian yang sedikit: {points}"),
        "objective": _("hasil terukur: {points}"),
    }.get(str(row.reason), _("beberapa bagian kecil: {points}"))
    return words.format(points=formats.tendency(row.reason_points))


def columns() -> dict[str, Column]:
    """Return the columns of `explained`."""
    return {
        "crossing_words": tables.text(_("Arah"), pinned=True),
        "person": tables.text(_("Pegawai")),
        "group": tables.text(_("Perangkat daerah")),
        "raw_place": tables.count(_("Urutan mentah")),
        "rank_words": tables.text(_("Urutan daftar")),
        "raw_mean": tables.score(_("Rata-rata mentah")),
        "score": tables.score(_("Nilai daftar")),
        "reason_words": tables.text(_("Terutama karena")),
    }
