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
if "no_moves" in run.not_separable:
    st.info(
        _(
            "Setiap pegawai dinilai satu penilai saja, jadi penilai dan timnya tidak dapat"
            " dipisahkan. Selisih setelah disesuaikan dan pembagiannya bertumpu pada anggapan bahwa"
            " tim rata-rata serupa."
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
            " Pegawai yang pindah kelompok selama periode yang dianalisis, misalnya kelompok umur,"
            " dihitung di keduanya. Makin banyak kelompok dan perangkat daerah dibandingkan, makin"
            " banyak selisih yang tampak jelas hanya karena kebetulan."
        ).format(n=formats.count(MINIMUM))
    )
