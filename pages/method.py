"""Metodologi: how is each number computed, and what are its limits? (/metodologi, all roles)."""

import streamlit as st

from ui import about, access, cached, filters, method_texts
from ui.i18n import _
from ui.plain import plain

scope = access.require("method")
rules = cached.rules(scope, filters.current())
measures = method_texts.measures(rules)

with st.container(border=True, key="metodologi_isi"):
    st.header(_("Isi"), anchor=False)
    for measure in measures:
        st.markdown(f"- [{measure.title}](#{measure.anchor})")
    st.markdown(f"- [{_('Yang tidak dapat diketahui halaman ini')}](#tidak-dapat-diketahui)")
    st.markdown(f"- [{_('Aturan yang berlaku')}](#aturan)")
    st.markdown(f"- [{_('Versi metode')}](#versi)")

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
            for line in lines:
                st.markdown(f"- {line}")

st.header(_("Yang tidak dapat diketahui halaman ini"), anchor="tidak-dapat-diketahui")
for line in method_texts.cannot_know():
    st.markdown(f"- {line}")
st.markdown(method_texts.later())

st.header(_("Aturan yang berlaku"), anchor="aturan")
for label, value in method_texts.rule_set_facts(rules):
    st.markdown(f"**{label}:** {plain(value)}")

st.header(_("Versi metode"), anchor="versi")
st.markdown(
    _("Metode versi {version}. Nomor naik bila data yang sama memberi angka yang berbeda.").format(
        version=about.METHOD_VERSION
    )
)
