"""Perangkat daerah: which agency differs from the city, and in what? (/perangkat-daerah)."""

import streamlit as st

from ui import access, alternatives, cards, charts, filters, labels, states, tables
from ui.about import about, data_date, name_parts
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels import agencies as parts
from ui.panels import agency, first_file
from ui.panels.finishing import finish
from ui.reports import agency as agency_brief

scope = access.require("agencies")
chosen = filters.current()
if chosen.period_code is None:
    first_file.draw()
    st.stop()
everyone = parts.all_measures(scope, chosen)
if everyone.empty:
    states.nothing_matches(chosen, key="perangkat", on_reset=filters.reset)
    st.stop()

measure = st.selectbox(
    _("Ukuran"), list(parts.MEASURES), format_func=parts.measure_name, key="perangkat_ukuran"
)
ranked = parts.ranking(scope, chosen, measure)
with cards.card(parts.measure_name(measure), key="perangkat_peringkat") as card:
    if charts.is_empty(ranked.rows, "value"):
        st.caption(labels.unknown())
    else:
        columns = parts.ranking_columns(measure, scope.smallest_group)
        card.chart(
            charts.dots_with_interval(
                ranked.rows,
                title=parts.measure_name(measure),
                reference=ranked.city,
                reference_name=labels.whole_city(),
            ),
            alt=alternatives.dots_alt(parts.measure_name(measure), ranked.rows),
        )
        finish(
            card,
            scope,
            chosen,
            ranked.rows,
            columns,
            title=parts.measure_name(measure),
            name="perangkat-daerah",
            how="agency_dots",
        )

with cards.card(_("Semua perangkat daerah"), key="perangkat_semua") as card:
    words = st.text_input(
        _("Cari perangkat daerah"),
        type="search",
        live="300ms",
        key="perangkat_cari",
        placeholder=_("Nama atau kode"),
    )
    found = parts.matching(everyone, words)
    columns = parts.measure_columns(scope.smallest_group)
    st.caption(_("Pilih satu baris untuk membuka rinciannya."))
    row = tables.choose_row(
        found, columns, key=parts.table_key(), alt=_("Semua ukuran per perangkat daerah")
    )
    card.downloads(
        lambda: [Sheet(_("Perangkat daerah"), found, columns)],
        about(scope, _("Semua ukuran per perangkat daerah"), chosen),
        name=name_parts("semua-perangkat-daerah", chosen),
        day=data_date(scope),
    )
    card.how_to_read("agency_table")

code = parts.open_panel(everyone, row)
if code is not None:
    cards.drawer(
        agency.title(scope, code),
        lambda: agency.draw(scope, chosen, code, paper=agency_brief.offer(scope, chosen, code)),
        on_dismiss=parts.close_panel,
    )
