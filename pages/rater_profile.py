"""Profil penilai: what does one rater's pattern look like? (/profil-penilai)."""

import streamlit as st

from ui import access, links, url_state
from ui.i18n import _
from ui.panels import analysis, rater, rater_profile
from ui.panels import raters as parts
from ui.reports import rater as on_paper

scope = access.require("rater_profile")
links.link("raters", _("Kembali ke Penilai"), icon=":material/arrow_back:")
run = analysis.current(scope, key="profil")
if run is None:
    st.stop()
number = url_state.whole_number(url_state.parameter(parts.PANEL))
if number is None:
    st.info(_("Pilih seorang penilai di halaman Penilai."))
    st.stop()
st.header(rater.title(scope, run, number), anchor=False)
rater_profile.draw(scope, run, number, paper=on_paper.offer(scope, run, number))
