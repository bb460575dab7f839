"""Penilai: which raters consistently differ from comparable colleagues? (/penilai)."""

import streamlit as st

from analytics import rater_overview
from ui import access, cards, charts, counts, filters, names, sentences, states, tables
from ui.about import about, data_date, name_parts
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels import analysis, rasch, rater
from ui.panels import raters as parts

scope = access.require("raters")
chosen = filters.current()
run = analysis.current(scope, key="penilai")
if run is None:
    st.stop()
everyone = parts.rows(scope, chosen, run)
if everyone.empty:
    states.nothing_matches(chosen, key="penilai", on_reset=filters.reset)
    st.stop()
sober = parts.sober_words(run)
if sober is not None:
    st.info(sober, title=_("Yang dapat dan tidak dapat dikatakan predikat saja"))
tally = rater_overview.tally_verdicts(counts.verdicts(scope, chosen))
st.table(parts.verdict_table(scope, chosen), border="horizontal")
nobody_linked = rater_overview.nobody_linked(everyone)
shown = rater_overview.most_extreme(everyone, each_side=parts.EACH_SIDE)

if not shown.empty:
    with cards.card(_("Selisih penilai terhadap rekan"), key="penilai_selisih") as card:
        st.markdown(parts.summary(tally))
        st.caption(sentences.caution())
        card.chart(charts.caterpillar(shown), alt=parts.caterpillar_alt(shown))
        columns = parts.difference_columns()
        card.table(shown, columns)
        card.downloads(
            lambda: [Sheet(_("Penilai"), shown, columns)],
            about(scope, _("Selisih penilai terhadap rekan"), chosen),
            name=name_parts("selisih-penilai", chosen),
            day=data_date(scope),
        )
        card.how_to_read("raters")

subject = _("Gambaran, bukan penilaian") if nobody_linked else _("Semua penilai")
with cards.card(subject, key="penilai_semua") as card:
    if nobody_linked:
        st.markdown(
            _(
                "Setiap pegawai dinilai satu penilai saja, jadi penilai dan timnya tidak dapat"
                " dipisahkan. Angka di bawah hanya menggambarkan cara menilai."
            )
        )
    words = st.text_input(
        _("Cari penilai"),
        type="search",
        live="300ms",
        key="penilai_cari",
        placeholder=_("Jabatan, unit, atau perangkat daerah"),
    )
    found = parts.matching(everyone, words)
    st.caption(_("Pilih satu baris untuk membuka rinciannya."))
    named = names.show_names(
        scope, key="penilai_nama", about=parts.revealed(chosen), n=len(everyone)
    )
    if named is not scope:
        found = parts.matching(parts.rows(named, chosen, run), words)
    columns_of_all = parts.picture_columns() if nobody_linked else parts.all_columns()
    row = tables.choose_row(
        found, columns_of_all, key=parts.table_key(), alt=_("Semua penilai dengan selisihnya")
    )
    card.downloads(
        lambda: [Sheet(_("Penilai"), found, columns_of_all)],
        about(scope, _("Semua penilai"), chosen),
        name=name_parts("penilai", chosen),
        day=data_date(scope),
        on_built=names.recorder(named, about=parts.revealed(chosen)),
    )
    card.how_to_read("raters")

parts.draw_ways_of_rating(scope, chosen, everyone)
rasch.draw(scope, chosen)
chosen_rater = parts.open_drawer(everyone, row)
if chosen_rater is not None:
    cards.drawer(
        rater.title(scope, run, chosen_rater),
        lambda: rater.draw_summary(scope, run, chosen_rater),
        on_dismiss=parts.close_drawer,
    )
