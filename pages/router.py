"""The script Streamlit runs: navigation by role, sidebar, title and question, then the page."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from ui import access, filters, heading, links, site_map
from ui.i18n import _

st.set_page_config(
    page_title="Timbang",
    page_icon=Path(__file__).parent / "static" / "icon.svg",
    layout="wide",
    initial_sidebar_state="auto",
)
filters.take_over()
filters.check_role_agency()
user = access.current_user()

allowed = [entry for entry in site_map.PAGES if user.may_open(entry.name)]
pages = {
    entry.name: st.Page(
        entry.script,
        title=site_map.title(entry),
        icon=entry.icon,
        url_path=entry.path or None,
        default=entry is allowed[0],
        help=_(entry.question),
    )
    for entry in allowed
}
links.register(pages)
sections = dict.fromkeys(entry.section for entry in allowed)
menu = {
    _(section): [pages[entry.name] for entry in allowed if entry.section == section]
    for section in sections
}
page = st.navigation(menu)
shown = next(entry for entry in allowed if pages[entry.name] == page)
st.set_page_config(page_title=f"{site_map.title(shown)} · Timbang")

filters.sidebar(user, with_filters=user.may_open("overview"))
heading.draw(shown, user)

asked = site_map.at(urlsplit(st.context.url or "").path.strip("/").rsplit("/", 1)[-1])
if asked is not None and asked not in allowed and asked.path:
    access.refuse(asked.name)
page.run()
