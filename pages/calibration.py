"""Kalibrasi: what would happen if these predicates were changed? (/kalibrasi, evaluators)."""

import streamlit as st

from data.importing.templates import template
from ui import access, filters, states
from ui.panels import calibration as drafts
from ui.panels import calibration_meeting as meeting

scope = access.require("calibration")
chosen = filters.current()
if chosen.period_code is None:
    states.no_data_yet(
        may_import=access.current_user().may_open("data"), sample=lambda: template("appraisals")
    )
    st.stop()
opened = drafts.choose(scope, chosen)
if opened is not None:
    meeting.draw(scope, chosen, opened.calibration_id)
