"""Sebaran & tren: the share Sangat Baik over the periods, and movements between predicates."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.distribution import Transitions, share_trend, transitions
from data import reads
from data.scope import Filters, Scope
from ui import (
    cards,
    charts,
    counts,
    formats,
    labels,
    results,
    states,
    summaries,
    tables,
)
from ui import visibility as seen
from ui.groups import agency_names
from ui.i18n import _
from ui.panels import trend
from ui.panels.distribution import finish, whose
from ui.tables import Column

PANELS = 8  # agencies drawn at once; four rows of two


def draw_trend(scope: Scope, chosen: Filters) -> None:
    """Draw the chosen agency's or the city's line, and a small line for each agency."""
    found = counts.predicates_over_time(scope, chosen)
    visible = seen.views(scope, chosen, found["period_code"].unique())
    whole = results.trend(share_trend(found, by=[], visible=visible))
    whole = whole.assign(series=whose(scope, chosen))
    if chosen.agency_code is not None and scope.agencies is None:
        everywhere = summaries.all_agencies(chosen)
        city = counts.predicates_over_time(scope, everywhere)
        seen_city = seen.views(scope, everywhere, city["period_code"].unique())
        beside = results.trend(share_trend(city, by=[], visible=seen_city))
        if not charts.is_empty(whole, "value"):
            whole = pd.concat([whole, beside], ignore_index=True)
    with cards.card(_("Porsi Sangat Baik dari periode ke periode"), key="sebaran_tren") as card:
        if charts.is_empty(whole, "value"):
            states.not_enough(None, scope.smallest_group)
        else:
            trend.draw(card, whole, measure=_("Porsi Sangat Baik"), name="tren")
            finish(
                card,
                scope,
                chosen,
                whole,
                _trend_columns(scope),
                title=_("Tren"),
                name="tren",
                how="trend",
            )
    if chosen.agency_code is None:
        _draw_agencies(scope, chosen, found)


def _draw_agencies(scope: Scope, chosen: Filters, found: pd.DataFrame) -> None:
    visible = seen.views(scope, chosen, found["period_code"].unique())
    with cards.card(_("Tren per perangkat daerah"), key="sebaran_tren_opd") as card:
        known = found.dropna(subset=["agency_code"])
        over_time = share_trend(known, by=["agency_code"], visible=visible)
        rows = results.trend(over_time, key="agency_code", names=agency_names(scope))
        if charts.is_empty(rows, "value"):
            states.not_enough(None, scope.smallest_group)
            return
        order = by_latest(rows)
        n_pages = -(-len(order) // PANELS) if trend.has_course(rows) else 1
        page = st.pagination(n_pages, key="sebaran_tren_halaman") if n_pages > 1 else 1
        shown = order[(page - 1) * PANELS : page * PANELS]
        if trend.has_course(rows):
            st.caption(_("Diurutkan dari porsi terbaru yang tertinggi; skala semua panel sama."))
        drawn = pd.concat([rows[rows["series"] == name] for name in shown], ignore_index=True)
        trend.draw(
            card, drawn, measure=_("Porsi Sangat Baik"), name="tren_opd", small_multiples=True
        )
        finish(
            card,
            scope,
            chosen,
            rows,
            _trend_columns(scope),
            title=_("Tren perangkat daerah"),
            name="tren-opd",
            how="trend",
        )


def by_latest(rows: pd.DataFrame) -> list[str]:
    """Return the series with a value, the highest latest one first, hidden ones left out."""
    known = rows.dropna(subset=["value"]).drop_duplicates("series", keep="last")
    ordered = known.sort_values(["value", "series"], ascending=[False, True])
    return [str(name) for name in ordered["series"]]


def draw_movements(scope: Scope, chosen: Filters) -> None:
    """Draw where the people with each predicate of the year before stand now."""
    with cards.card(_("Perpindahan predikat"), key="sebaran_pindah") as card:
        moved = counts.movements(scope, chosen)
        if moved.empty:
            st.caption(
                _(
                    "Perpindahan memerlukan dua tahun penilaian tahunan yang berurutan dari pegawai"
                    " yang sama."
                )
            )
            return
        visible = seen.view_of(reads.movement_sizes, scope, chosen)
        found = transitions(moved, by=[], visible=visible)
        if found.state[0] == "hidden":
            states.not_enough(None, scope.smallest_group)
            return
        before = labels.period(str(moved["previous_period_code"].iloc[0]))
        st.markdown(movement_sentence(found, before))
        rows = found.long()
        card.chart(
            charts.transition_matrix(rows),
            alt=_("Predikat sekarang menurut predikat {before}; tetap {share}.").format(
                before=before, share=formats.share(found.unchanged.estimate[0])
            ),
            name="pindah",
        )
        finish(
            card,
            scope,
            chosen,
            rows,
            _movement_columns(before, chosen),
            title=_("Perpindahan predikat"),
            name="perpindahan",
            how="transition",
        )


def movement_sentence(found: Transitions, before: str) -> str:
    """Say which shares kept, bettered and worsened their predicate."""
    return _(
        "Dari **{n}** pegawai yang juga dinilai pada {before}: **{same}** tetap, {up} naik,"
        " {down} turun."
    ).format(
        n=formats.count(found.n[0]),
        before=before,
        same=formats.share(found.unchanged.estimate[0]),
        up=formats.share(found.up.estimate[0]),
        down=formats.share(found.down.estimate[0]),
    )


def _trend_columns(scope: Scope) -> dict[str, Column]:
    return {
        "series": tables.text(_("Kelompok"), pinned=True),
        "period_code": tables.text(_("Periode")),
        "n": tables.people(_("Pegawai dinilai"), minimum=scope.smallest_group),
        "value": tables.share(_("Porsi Sangat Baik")),
        "lower": tables.share(_("Batas bawah")),
        "upper": tables.share(_("Batas atas")),
    }


def _movement_columns(before: str, chosen: Filters) -> dict[str, Column]:
    now = labels.period(str(chosen.period_code))
    return {
        "previous": tables.predicate(before),
        "now": tables.predicate(now),
        "n": tables.count(_("Pegawai")),
        "share": tables.share(_("Porsi baris")),
    }
