"""Profil pegawai: what is on record about one person? (/profil-pegawai?pegawai=…)."""

import streamlit as st

from ui import access, links, url_state
from ui.i18n import _
from ui.panels import employee, first_file
from ui.reports import employee as on_paper

scope = access.require_profile("employee_profile")
links.link("candidates", _("Kembali ke Calon promosi"), icon=":material/arrow_back:")
if first_file.draw_if_missing(scope):
    st.stop()
number = employee.asked_for(scope, url_state.parameter(links.EMPLOYEE))
if number is None:
    st.info(_("Pilih seorang pegawai di halaman Calon promosi."))
    st.stop()
employee.draw(scope, number, paper=on_paper.offer)
