"""Data: which data do we use, and how complete are they? (/data, evaluators)."""

import streamlit as st

from data import reads
from ui import access, cards, charts, filters, groups, results, states, summaries, tables
from ui.cached import cached
from ui.downloads import Sheet
from ui.i18n import _
from ui.importing import exports, history, key_figures, spellings, steps, upkeep

scope = access.require("data")
chosen = filters.current()
facts = cached(reads.store_facts, scope)

cards.kpi_row(key_figures.of_store(facts), key="data_kpi")
with st.container(border=True, key="data_impor"):
    if facts.is_demo:
        st.header(_("Mulai dengan data sendiri"), anchor=False)
        upkeep.begin_with_own_data(scope)
    else:
        st.header(_("Impor berkas"), anchor=False)
        steps.draw(scope)

if chosen.period_code is not None:
    with cards.card(_("Kelengkapan per perangkat daerah"), key="data_kelengkapan") as card:
        tally = summaries.complete(scope, chosen)
        rows = results.tally(tally, "agency_code", groups.agency_names(scope))
        if not facts.has_people_master:
            states.needs_file(_("Jumlah pegawai per perangkat daerah"), _("daftar pegawai"))
        card.chart(
            charts.completeness_bars(rows),
            alt=_("Porsi pegawai yang sudah dinilai per perangkat daerah"),
        )
        columns = {
            "group": tables.text(_("Perangkat daerah"), pinned=True),
            "n_done": tables.people(_("Pegawai dinilai")),
            "n_expected": tables.count(_("Pegawai seharusnya")),
            "share": tables.share(_("Kelengkapan")),
        }
        card.table(rows, columns)
        card.downloads(
            lambda: [Sheet(_("Kelengkapan"), rows, columns)],
            lambda: exports.about(scope, _("Kelengkapan"), filters.words(scope, chosen)),
            name=("kelengkapan", chosen.period_code),
            day=None,
        )
        card.how_to_read("completeness")

views = st.tabs(
    [_("Riwayat impor"), _("Ejaan"), _("Templat"), _("Cadangan"), _("Jejak audit")],
    key="data_tampilan",
    on_change="rerun",
)
for view, draw in zip(
    views,
    (
        history.batches,
        spellings.similar,
        upkeep.template_buttons,
        upkeep.backups,
        upkeep.audit_trail,
    ),
    strict=True,
):
    if view.open:
        with view:
            draw(scope)
