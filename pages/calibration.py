"""Kalibrasi: what would happen if these predicates were changed? (/kalibrasi, evaluators)."""

import streamlit as st

from ui import access, filters
from ui.panels import calibration as drafts
from ui.panels import calibration_meeting as meeting
from ui.panels import first_file

scope = access.require("calibration")
chosen = filters.current()
if chosen.period_code is None:
    first_file.draw()
    st.stop()
opened = drafts.choose(scope, chosen)
if opened is not None:
    meeting.draw(scope, chosen, opened.calibration_id)
