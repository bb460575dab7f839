"""Ikhtisar: how are we doing this period, and what deserves a talk? (/, leadership, evaluators)."""

import streamlit as st

from data.importing.templates import template
from ui import access, cards, charts, filters, groups, results, sentences, states, summaries, tables
from ui.about import about, data_date, name_parts
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels import overview as parts

scope = access.require("overview")
chosen = filters.current()
if chosen.period_code is None:
    states.no_data_yet(
        may_import=access.current_user().may_open("data"), sample=lambda: template("appraisals")
    )
    st.stop()
mix = summaries.mix_by_agency(scope, chosen)
if mix.groups.empty:
    states.nothing_matches(chosen, key="ikhtisar", on_reset=filters.reset)
    st.stop()
before = filters.previous(scope, chosen)

cards.kpi_row(parts.key_figures(scope, chosen, before, mix), key="ikhtisar_kpi")

with cards.card(_("Sebaran predikat"), key="ikhtisar_sebaran") as card:
    rows = parts.now_and_before(scope, chosen, before, mix)
    if charts.is_empty(rows, "share"):
        states.not_enough(None, scope.smallest_group)
    else:
        columns = tables.predicate_shares(_("Kelompok"), minimum=scope.smallest_group)
        card.chart(
            charts.stacked_shares(rows, keep_order=True),
            alt=sentences.mix_alt(rows),
            name="sebaran",
        )
        card.table(tables.by_predicate(rows), columns)
        card.downloads(
            lambda: [Sheet(_("Sebaran"), tables.by_predicate(rows), columns)],
            about(scope, _("Sebaran predikat"), chosen),
            name=name_parts("sebaran", chosen),
            day=data_date(scope),
        )
        card.how_to_read("predicate_mix")

talk, years = st.columns([3, 2])
with talk, cards.card(_("Perlu dibicarakan"), key="ikhtisar_temuan") as card:
    parts.findings(scope, chosen, summaries.findings(scope, chosen, before))
    card.how_to_read("findings")

with years, cards.card(_("Sangat Baik dari tahun ke tahun"), key="ikhtisar_tahun") as card:
    over_years, _counts = summaries.over_years(scope, chosen)
    points = results.trend(over_years).assign(series=parts.scope_name(scope, chosen))
    if charts.is_empty(points, "value"):
        states.not_enough(None, scope.smallest_group)
    else:
        parts.change_in_words(scope, chosen, before)
        card.chart(
            charts.trend_lines(points),
            alt=sentences.trend_alt(_("Porsi Sangat Baik"), points),
            name="tahun",
        )
        columns = parts.year_columns(scope.smallest_group)
        card.table(points, columns)
        card.downloads(
            lambda: [Sheet(_("Per tahun"), points, columns)],
            about(scope, _("Sangat Baik dari tahun ke tahun"), chosen),
            name=name_parts("sangat-baik-per-tahun", chosen),
            day=data_date(scope),
        )
        card.how_to_read("trend")

everywhere = summaries.all_agencies(chosen)
with cards.card(_("Sebaran predikat per perangkat daerah"), key="ikhtisar_opd") as card:
    by_agency = summaries.mix_by_agency(scope, everywhere)
    rows = results.shares(by_agency, "agency_code", groups.agency_names(scope))
    rows, city = parts.with_city(rows, summaries.mix_of_city(scope, chosen))
    columns = tables.predicate_shares(_("Perangkat daerah"), minimum=scope.smallest_group)
    card.chart(
        charts.stacked_shares(rows, reference=city), alt=sentences.mix_alt(rows, reference=city)
    )
    card.table(lambda: parts.by_predicate_in_order(rows, city), columns)
    card.downloads(
        lambda: [Sheet(_("Perangkat daerah"), parts.by_predicate_in_order(rows, city), columns)],
        about(scope, _("Sebaran predikat per perangkat daerah"), everywhere),
        name=name_parts("sebaran-perangkat-daerah", everywhere),
        day=data_date(scope),
    )
    card.how_to_read("predicate_mix")
