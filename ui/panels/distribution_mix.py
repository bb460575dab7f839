"""Sebaran & tren: the mix beside its pattern, by groups of people, and result against behaviour."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.distribution import PredicateShares, level_matrix, predicate_shares
from data import reads
from data.scope import Filters, Scope
from ui import (
    alternatives,
    cards,
    charts,
    counts,
    formats,
    groups,
    labels,
    results,
    sentences,
    states,
    summaries,
    tables,
)
from ui import visibility as seen
from ui.cached import unit_keys
from ui.i18n import N_, _
from ui.order import reading_order
from ui.panels import pattern
from ui.panels.distribution import finish, whose
from ui.tables import Column

GROUPINGS = {
    "position_class": N_("Jenis jabatan"),
    "grade_group": N_("Golongan"),
    "employment_type": N_("Jenis kepegawaian"),
    "unit": N_("Unit"),
}


def draw_mix(scope: Scope, chosen: Filters) -> None:
    """Draw the chosen agency against pattern and nation, or the city against the nation."""
    with cards.card(_("Sebaran predikat dan pola yang diharapkan"), key="sebaran_pola") as card:
        mix = _mix_of_chosen(scope, chosen)
        pattern.draw(card, scope, chosen, summaries.fit_of(scope, chosen, mix))


def draw_groups(scope: Scope, chosen: Filters) -> None:
    """Draw the mix of job types, grades, employment types or units, as the reader asks."""
    by = st.segmented_control(
        _("Kelompok menurut"),
        list(GROUPINGS),
        default="position_class",
        format_func=lambda code: _(GROUPINGS[code]),
        required=True,
        key="sebaran_kelompok_menurut",
    )
    with cards.card(_("Sebaran predikat per kelompok"), key="sebaran_kelompok") as card:
        if by == "unit" and chosen.agency_code is None:
            st.caption(_("Pilih satu perangkat daerah untuk melihat unitnya."))
            return
        rows = mix_by(scope, chosen, by)
        together = whose(scope, chosen)
        if charts.is_empty(rows[rows["group"] != together], "share"):
            if by == "employment_type" and not scope.may_see_persons:
                st.caption(
                    _(
                        "Rincian jenis kepegawaian hanya untuk seluruh kota tanpa filter lain, agar"
                        " kelompok kecil tidak dapat dihitung dari selisihnya."
                    )
                )
            else:
                states.not_enough(None, scope.smallest_group)
            return
        shown = reading_order(rows, reference=together)
        card.chart(
            charts.stacked_shares(rows, reference=together),
            alt=alternatives.mix_alt(rows, reference=together),
            name="kelompok",
        )
        st.caption(sentences.caution())
        finish(
            card,
            scope,
            chosen,
            lambda: tables.by_predicate(shown),
            tables.predicate_shares(_(GROUPINGS[by]), minimum=scope.smallest_group),
            title=_("Sebaran per kelompok"),
            name=f"sebaran-{by.replace('_', '-')}",
            how="predicate_mix",
        )


def mix_by(scope: Scope, chosen: Filters, by: str) -> pd.DataFrame:
    """Return rows for `charts.stacked_shares`: a group each, with all of them together."""
    found = counts.predicates_by(scope, chosen, by)
    if by == "unit":
        named = groups.with_unit_names(found).assign(unit_id=unit_keys(found["unit_id"]))
        names = dict(zip(named["unit_id"], named["group"], strict=True))
        mix = predicate_shares(
            named, by=["unit_id"], visible=seen.unit_view(scope, chosen), total=True
        )
        rows = mix.long()
        rows = rows.assign(group=[names.get(unit, labels.unknown()) for unit in rows["unit_id"]])
    else:
        visible = (
            seen.employment_view(scope, chosen)
            if by == "employment_type"
            else seen.view(scope, chosen)
        )
        mix = predicate_shares(found, by=[by], visible=visible, total=True)
        rows = groups.with_words(mix.long(), by)
    rows = results.marked(rows)
    if mix.total is None or rows.empty:
        return rows
    return pd.concat([mix.total.long().assign(group=whose(scope, chosen)), rows], ignore_index=True)


def draw_levels(scope: Scope, chosen: Filters) -> None:
    """Draw how often each work result meets each behaviour."""
    with cards.card(_("Hasil kerja dan perilaku kerja"), key="sebaran_matriks") as card:
        found = counts.levels(scope, chosen)
        if found.empty:
            states.needs_file(
                _("Hasil kerja dan perilaku kerja"), _("rekap dengan kolom hasil dan perilaku")
            )
            return
        visible = seen.view_of(reads.level_sizes, scope, chosen)
        cells = level_matrix(found, by=[], visible=visible).long()
        if charts.is_empty(cells, "share"):
            states.not_enough(None, scope.smallest_group)
            return
        top = cells.nlargest(1, "share").iloc[0]
        card.chart(charts.level_matrix(cells), alt=levels_alt(top), name="matriks")
        words = cells.assign(
            work_result=[labels.level(code) for code in cells["work_result"]],
            behaviour=[labels.level(code) for code in cells["behaviour"]],
        )
        finish(
            card,
            scope,
            chosen,
            words,
            _level_columns(),
            title=_("Hasil dan perilaku"),
            name="hasil-perilaku",
            how="level_matrix",
        )


def levels_alt(top: pd.Series[Any]) -> str:
    """Return alternative text: the fullest cell and its share."""
    return _(
        "Hasil kerja terhadap perilaku kerja; terbanyak hasil {result} dan perilaku {behaviour},"
        " {share}."
    ).format(
        result=labels.level(str(top["work_result"])),
        behaviour=labels.level(str(top["behaviour"])),
        share=formats.share(top["share"]),
    )


def _mix_of_chosen(scope: Scope, chosen: Filters) -> PredicateShares:
    if chosen.agency_code is None:
        return summaries.mix_of_city(scope, chosen)
    return summaries.mix_by_agency(scope, chosen)


def _level_columns() -> dict[str, Column]:
    return {
        "work_result": tables.text(_("Hasil kerja"), pinned=True),
        "behaviour": tables.text(_("Perilaku kerja")),
        "predicate": tables.predicate(_("Predikat")),
        "n": tables.count(_("Pegawai")),
        "share": tables.share(_("Porsi")),
    }
