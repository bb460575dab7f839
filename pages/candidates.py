"""Calon promosi: who should be considered, and how sure is the order? (/calon)."""

import streamlit as st

from ui import access, filters
from ui.panels import analysis
from ui.panels import candidates as parts
from ui.panels.candidates import asking, checks, listing, person, pool

scope = access.require_persons("candidates")
chosen = filters.current()
run = analysis.current(scope, key="calon", narrowed_by=parts.narrowed_by())
narrowed = asking.narrowed(chosen)
if pool.is_empty(scope, narrowed):
    parts.nobody_here(scope, chosen)
    st.stop()
asked = asking.ask(pool.families(scope, narrowed))
found = pool.judged(scope, narrowed, asked)
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(checks.counts_sentence(found, asked))
    named = parts.show_names(scope, chosen, asked, found)
    if run is not None:
        analysis.choose_years(scope, run, key="calon")
ranked = None if run is None else pool.ranked(scope, narrowed, asked, run, found)
if ranked is not None:
    listing.draw(named, chosen, asked, found, ranked)
parts.draw_views(named, chosen, asked, found, ranked)
person.open_drawer(named, chosen, asked, found, ranked)
