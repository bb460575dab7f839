"""Sebaran & tren: is the mix of predicates reasonable, and where is it going? (/sebaran)."""

import streamlit as st

from ui import access, counts, filters, states
from ui.i18n import _
from ui.panels import (
    distribution_mix,
    distribution_scores,
    distribution_time,
    distribution_work,
    first_file,
)
from ui.panels.distribution import VIEWS

scope = access.require("distribution")
chosen = filters.current()
if chosen.period_code is None:
    first_file.draw()
    st.stop()
if not counts.predicates(scope, chosen)["n"].sum():
    states.nothing_matches(chosen, key="sebaran", on_reset=filters.reset)
    st.stop()

DRAW = {
    "mix": distribution_mix.draw_mix,
    "groups": distribution_mix.draw_groups,
    "scores": distribution_scores.draw,
    "levels": distribution_mix.draw_levels,
    "trend": distribution_time.draw_trend,
    "movements": distribution_time.draw_movements,
    "agreement": distribution_work.draw_agreement,
    "filling": distribution_work.draw_filling,
}
views = st.tabs([_(title) for title in VIEWS.values()], key="sebaran_tampilan", on_change="rerun")
for view, name in zip(views, VIEWS, strict=True):
    if view.open:  # only what is looked at is computed
        with view:
            DRAW[name](scope, chosen)
