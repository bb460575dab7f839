"""Every page in a real browser: light, dark and on a phone, without errors, by axe's rules."""

import contextlib
import itertools
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests import browsing
from tests.serving import Server

PAGES = {
    "/": "Ikhtisar",
    "/perangkat-daerah": "Perangkat daerah",
    "/sebaran": "Sebaran & tren",
    "/penilai": "Penilai",
    "/penilai?penilai={rater}": "Penilai",
    "/profil-penilai?penilai={rater}": "Profil penilai",
    "/kesetaraan": "Kesetaraan",
    "/calon": "Calon promosi",
    "/calon?sasaran=administrator&siapa=everybody&pegawai={rater}": "Calon promosi",
    "/profil-pegawai?pegawai={rater}": "Profil pegawai",
    "/profil-saya?peran=employee": "Profil saya",
    "/kalibrasi": "Kalibrasi",
    "/aturan": "Aturan",
    "/data": "Data",
    "/metodologi": "Metodologi",
}
LOOKS = {
    "light": {"size": browsing.DESK, "dark": False},
    "dark": {"size": browsing.DESK, "dark": True},
    "phone": {"size": browsing.PHONE, "dark": False},
}
# what is left of the desk's window at 200 %
ZOOMED = {name: length // 2 for name, length in browsing.DESK.items()}
WITHOUT_FIGURES = {"/kalibrasi", "/aturan", "/data"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# What Streamlit draws itself and no page can change: rule of axe → part of the element, reason.
ALLOWED = {
    # sections of the menu stand as plain blocks between the items of a list
    "list": ("stSidebarNav", "section headings inside the menu's list"),
    "listitem": ("stSidebarNav", "section headings inside the menu's list"),
    # the symbols of the small lines in key figures are drawn without a name
    "svg-img-alt": ("stMetricChart", "symbols of the small line in a key figure"),
    # the drop zone is a button-like block that holds a real button
    "nested-interactive": ("stFileUploader", "drop zone with its own button"),
    "aria-allowed-role": ("stFileUploader", "drop zone with its own button"),
    # on a phone a table scrolls in itself; the browser stops in it (test_keyboard.py)
    "scrollable-region-focusable": ("stTable", "scrolls by keyboard without a tabindex"),
    # day, month and year are parts of one field, which is as high as every other
    "target-size": ("stDateInput", "parts of a date inside one field"),
}


@pytest.fixture(scope="module")
def tabs(browser: Browser, demo: Server) -> Iterator[dict[str, browsing.Tab]]:
    """A window per look for all pages: each loads the scripts of Streamlit once."""
    with contextlib.ExitStack() as opened:
        yield {
            name: opened.enter_context(browsing.tab(browser, demo.url, **look))
            for name, look in LOOKS.items()
        }


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_draws_without_errors_fits_its_window_and_satisfies_axe(
    tabs: dict[str, browsing.Tab], rater: int, path: str, look: str
) -> None:
    tab = tabs[look]
    tab.complaints.clear()
    tab.page.set_viewport_size(LOOKS[look]["size"])
    tab.open(path.format(rater=rater), heading=PAGES[path])
    assert tab.title() == PAGES[path]
    assert tab.page.locator("h1").count() == 1
    assert tab.page.locator('[data-testid="stException"]').count() == 0
    assert "gagal dimuat" not in tab.text()
    assert tab.sideways() <= 0
    assert tab.complaints == []
    found = Axe().run(tab.page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert unexpected(tab, found) == []
    assert "Data contoh" in tab.page.inner_text("body")
    levels = heading_levels(tab)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    if look == "light":
        names = figure_names(tab, wanted=path not in WITHOUT_FIGURES)
        assert all(len(name) > 15 for name in names), names  # each says what it shows
        tab.page.set_viewport_size(ZOOMED)
        tab.page.wait_for_timeout(700)  # figures follow the window
        assert tab.sideways() <= 0


def heading_levels(tab: browsing.Tab) -> list[int]:
    """Return the levels of the headings, from the top of the page on."""
    found: list[int] = tab.page.locator('[data-testid="stMain"] :is(h1,h2,h3,h4)').evaluate_all(
        "found => found.map(heading => Number(heading.tagName[1]))"
    )
    return found


def figure_names(tab: browsing.Tab, *, wanted: bool) -> list[str]:
    """Return what each figure tells who cannot see it; waits for the first where one is wanted."""
    figures = tab.page.locator('[data-testid="stPlotlyChart"]')
    if wanted:
        figures.first.locator(".main-svg").first.wait_for()
    return [
        figures.nth(place)
        .evaluate(
            "e => [e, ...e.querySelectorAll('[aria-label]')]"
            ".map(x => x.getAttribute('aria-label') || '').join(' ')"
        )
        .strip()
        for place in range(figures.count())
    ]


def unexpected(tab: browsing.Tab, found: AxeResults) -> list[tuple[str, str]]:
    """Return what axe found outside the allow-list: its rule, and the element."""
    return [
        (violation["id"], node["html"][:200])
        for violation in found.response["violations"]
        for node in violation["nodes"]
        if not _is_allowed(tab, violation["id"], node["target"][0])
    ]


def _is_allowed(tab: browsing.Tab, rule: str, selector: str) -> bool:
    """Tell whether an element is, stands in or holds the part the allow-list names."""
    if rule not in ALLOWED:
        return False
    part = f'[data-testid^="{ALLOWED[rule][0]}"]'
    return bool(
        tab.page.locator(selector).first.evaluate(
            "(element, part) => !!(element.closest(part) || element.querySelector(part))", part
        )
    )


@pytest.mark.parametrize(
    ("path", "title"), [("/?bahasa=en", "Overview"), ("/data?bahasa=en", "Data")]
)
def test_english_comes_from_the_address_and_reaches_the_page_language(
    browser: Browser, demo: Server, rater: int, path: str, title: str
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open(path, heading=title)
        assert tab.page.locator("html").get_attribute("lang") == "en"
        assert tab.complaints == []
