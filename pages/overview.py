"""Ikhtisar: how are we doing this period, and what deserves a talk? (/, leadership, evaluators)."""

import streamlit as st

from ui import access, cards, filters, states, summaries, tables
from ui.about import about, data_date, name_parts
from ui.i18n import _
from ui.panels import first_file, trend
from ui.panels import overview as parts
from ui.panels.finishing import finish
from ui.reports import brief

scope = access.require("overview")
chosen = filters.current()
if chosen.period_code is None:
    first_file.draw()
    st.stop()
if summaries.mix_by_agency(scope, chosen).groups.empty:
    states.nothing_matches(chosen, key="ikhtisar", on_reset=filters.reset)
    st.stop()
before = filters.previous(scope, chosen)

cards.kpi_row(parts.key_figures(scope, chosen, before), key="ikhtisar_kpi")

with cards.card(_("Sebaran predikat"), key="ikhtisar_sebaran") as card:
    mix = parts.mix_beside_before(scope, chosen, before)
    if mix is None:
        states.not_enough(None, scope.smallest_group)
    else:
        rows, figure, alt = mix
        card.chart(figure, alt=alt, name="sebaran")
        finish(
            card,
            scope,
            chosen,
            lambda: tables.by_predicate(rows),
            tables.predicate_shares(_("Kelompok"), minimum=scope.smallest_group),
            title=_("Sebaran predikat"),
            name="sebaran",
            how="predicate_mix",
        )

talk, years = st.columns([3, 2])
with talk, cards.card(_("Perlu dibicarakan"), key="ikhtisar_temuan") as card:
    parts.findings(scope, chosen, summaries.findings(scope, chosen, before))
    card.downloads(
        None,
        about(scope, _("Ringkasan penilaian kinerja"), chosen),
        name=name_parts("ringkasan", chosen),
        day=data_date(scope),
        paper=brief.offer(scope, chosen, before),
    )
    card.how_to_read("findings")

with years, cards.card(_("Sangat Baik dari tahun ke tahun"), key="ikhtisar_tahun") as card:
    points = parts.share_by_year(scope, chosen)
    if points is None:
        states.not_enough(None, scope.smallest_group)
    else:
        parts.change_in_words(scope, chosen, before)
        trend.draw(card, points, measure=_("Porsi Sangat Baik"), name="tahun")
        finish(
            card,
            scope,
            chosen,
            points,
            parts.year_columns(scope.smallest_group),
            title=_("Sangat Baik dari tahun ke tahun"),
            name="sangat-baik-per-tahun",
            how="trend",
        )

with talk:
    parts.draw_considered(scope)

parts.draw_by_agency(scope, chosen)
