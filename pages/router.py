"""The script Streamlit runs: navigation by role, sidebar, title and question, then the page."""

from pathlib import Path

import streamlit as st

from ui import access, filters, heading, navigation, turns

st.set_page_config(
    page_title="Timbang",
    page_icon=Path(__file__).parent / "static" / "icon.svg",
    layout="wide",
    initial_sidebar_state="auto",
)
with turns.turn():
    filters.take_over()
    filters.check_role_agency()
    user = access.current_user()

    with_filters = user.may_open("overview")
    filters.settle(user, with_filters=with_filters)

    shown = navigation.resolve(user)
    st.set_page_config(page_title=f"{shown.title} · Timbang")
    filters.sidebar(user, with_filters=with_filters and shown.follows_filters)
    heading.draw(shown.title, shown.entry, user)
    shown.page.run()
