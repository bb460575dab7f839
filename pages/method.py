"""Metodologi: how is each number computed, and what are its limits? (/metodologi, all roles)."""

import streamlit as st

from analytics.method_version import METHOD_VERSION
from ui import access, cached, filters, method_texts
from ui.i18n import _
from ui.panels import reliability, run_details
from ui.plain import plain

scope = access.require("method")
rules = cached.rules(scope, filters.current())
measures = method_texts.measures(rules)

contents = {measure.anchor: measure.title for measure in measures} | {
    "tidak-dapat-diketahui": _("Yang tidak dapat diketahui halaman ini"),
    "untuk-penilai": _("Untuk penilai"),
    "keandalan-data": _("Keandalan pada data ini"),
    "aturan": _("Aturan yang berlaku"),
    "versi": _("Versi metode"),
}

with st.container(border=True, key="metodologi_isi"):
    st.header(_("Isi"), anchor=False)
    st.markdown(method_texts.listed(f"[{title}](#{to})" for to, title in contents.items()))

for measure in measures:
    st.header(measure.title, anchor=measure.anchor)
    for paragraph in measure.words:
        st.markdown(paragraph)
    with st.expander(
        _("Rumus, asumsi, dan batas"),
        key=f"metodologi_{measure.anchor}",
        icon=":material/function:",
    ):
        for formula in measure.formulas:
            st.latex(formula)
        if measure.symbols:
            st.markdown(measure.symbols)
        for title, lines in (
            (_("Asumsi"), measure.assumptions),
            (_("Batas"), measure.limits),
            (_("Sumber"), measure.sources),
        ):
            if lines:
                st.markdown(f"**{title}**")
                st.markdown(method_texts.listed(lines))

st.header(contents["tidak-dapat-diketahui"], anchor="tidak-dapat-diketahui")
st.markdown(method_texts.listed(method_texts.cannot_know()))

st.header(contents["untuk-penilai"], anchor="untuk-penilai")
for subject, words in method_texts.for_raters():
    st.markdown(f"**{subject}.** {words}")

st.header(contents["keandalan-data"], anchor="keandalan-data")
reliability.draw(scope)
run_details.draw(scope)

st.header(contents["aturan"], anchor="aturan")
for label, value in method_texts.rule_set_facts(rules):
    st.markdown(f"**{label}:** {plain(value)}")

st.header(contents["versi"], anchor="versi")
st.markdown(
    _("Metode versi {version}. Nomor naik bila data yang sama memberi angka yang berbeda.").format(
        version=METHOD_VERSION
    )
)
