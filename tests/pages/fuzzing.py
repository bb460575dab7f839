"""Addresses nobody would write, and what no page may do with them.

Whatever stands in the address: no stack trace, and to a role that may not see persons no value
about a group under five.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from data.scope import SMALLEST_GROUP
from tests.pages import city
from ui import access, i18n, site_map

ROUTER = str(Path(__file__).parents[2] / "pages" / "router.py")
MEANT = {
    "tahun": ["2023", "2024", "2025", "1899"],
    "periode": ["tahun", "Q1", "Q4", "07", "13"],
    "opd": [*city.AGENCIES, "TIDAKADA"],
    "jenis": ["general_staff", "functional", "supervisor", "administrator", "executive"],
    "gol": ["I", "II", "III", "IV", "PPPK"],
    "rinci": [*city.AGENCIES, "TIDAKADA"],
    "penilai": ["1", "61", "391", "999"],
    "pegawai": ["1", "2", "61", "391", "999"],
    "sasaran": ["regular_promotion", "executive", "talent_pool", "next_functional_level"],
    "siapa": ["met", "open", "everybody"],
    "tempat": ["1", "7", "400"],
    "pada": ["2026-05-10", "1999-01-01", "2026-02-30"],
    "rumpun": ["nurse"],
    "bobot": ["25", "100", "33"],
    "formasi": ["yes", "no"],
    "bahasa": ["id", "en", "xx"],
}
# columns that count the people of a group, and what else stands in a row about it
GROUP_SIZES = ("n", "n_rated", "n_employees", "n_people", "n_with_score", "n_feedback")
TELLING = ("share", "mean", "median", "very_good", "good", "lower", "upper", "sd_rating")


@dataclass(frozen=True)
class Address:
    """A page, who opens it, and everything behind the question mark."""

    page: str
    role: str
    codes: dict[str, str]


def _values(name: str) -> st.SearchStrategy[str]:
    strange = st.one_of(
        st.text(max_size=40),
        st.integers().map(str),
        st.sampled_from(
            ["9" * 5000, "1" * 19, "-1", "0", "1e9", "nan", "' or 1=1 --", "../..", "\0"]
        ),
    )
    return st.one_of(st.sampled_from(MEANT.get(name, [""])), strange)


def addresses() -> st.SearchStrategy[Address]:
    """Return addresses of every page of the menu, half meant and half strange."""
    names = st.one_of(st.sampled_from(sorted(MEANT)), st.text(min_size=1, max_size=12))
    codes = st.lists(names, max_size=6, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({name: _values(name) for name in chosen})
    )
    pages = st.sampled_from([page.script.removesuffix(".py") for page in site_map.PAGES])
    return st.builds(Address, pages, st.sampled_from(access.DEMO_ROLES), codes)


def complaints(address: Address) -> list[str]:
    """Open an address and return what the page must not have done."""
    app = AppTest.from_file(ROUTER, default_timeout=120)
    app.session_state[access.ROLE_KEY] = address.role
    for name, code in address.codes.items():
        app.query_params[name] = code
    # the test client looks up options by their words, outside the session that knows the language
    with i18n.use_language(i18n.choose_language(address.codes.get("bahasa"), None)):
        app.run()
        if address.role in _roles_of(address.page):  # others get no such page in their menu
            app.switch_page(f"{address.page}.py").run()
    found = [f"exception: {error.message}" for error in app.exception]
    found += [
        f"stack trace: {element.value}"
        for element in [*app.markdown, *app.error]
        if "Traceback" in str(element.value)
    ]
    if address.role in ("city_leadership", "agency_leadership"):
        for table in app.dataframe:
            found += small_groups(table.value)
    return found


def _roles_of(script: str) -> frozenset[str]:
    page = next(page for page in site_map.PAGES if page.script == f"{script}.py")
    return access.AUDIENCES[page.name].roles


def small_groups(shown: pd.DataFrame) -> list[str]:
    """Return what a table says about a group under five."""
    sizes = [name for name in GROUP_SIZES if name in shown]
    if not sizes:
        return []
    written = shown[sizes[0]].astype(str)  # words where a group is too small to be counted
    size = pd.to_numeric(written, errors="coerce")
    small = shown[written.str.startswith("<") | ((size > 0) & (size < SMALLEST_GROUP))]
    telling = [name for name in TELLING if name in small]
    return [f"{name} of a small group: {row}" for name in telling for row in small[name].dropna()]
