"""Kesetaraan: are groups of employees rated differently in like conditions? (/kesetaraan)."""

import streamlit as st

from analytics.fairness import MINIMUM
from ui import access, cards, charts, filters, formats, labels, states
from ui.i18n import _
from ui.panels import analysis
from ui.panels import fairness as parts

scope = access.require("fairness")
chosen = filters.current()
run = analysis.current(scope, key="kesetaraan")
if run is None:
    st.stop()
rows = parts.side_by_side(parts.gaps(scope, chosen, run))
if rows.empty or charts.is_empty(rows, "raw"):
    states.needs_file(_("Data kelompok pegawai"), _("daftar pegawai"))
    st.stop()
st.caption(
    _(
        "Jenis kelamin, umur, dan status kepegawaian tidak pernah ikut menyesuaikan nilai siapa"
        " pun; halaman ini hanya membandingkan."
    )
)
for attribute in labels.ATTRIBUTE_NAMES:
    if (rows["attribute"] == attribute).any():
        parts.draw_attribute(scope, chosen, rows, attribute)
with cards.card(_("Batas halaman ini"), key="kesetaraan_batas"):
    st.markdown(
        _(
            "Cara penilai yang sama menilai dua kelompok hanya terukur terhadap penilai rata-rata."
            " Penilai yang hanya menilai satu kelompok masuk ke bagian selebihnya. Kelompok di"
            " bawah {n} pegawai tidak ditampilkan, dan tidak ada penilai yang disebut di sini."
        ).format(n=formats.count(MINIMUM))
    )
