"""A whole task of each role by keyboard alone: no click, and one always sees where one is."""

import io
import re
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from tests import browsing
from tests.browsing import Tab
from tests.serving import Server

MOST_STOPS = 90  # of Tab, to anything on a page
NOTE = "Dibahas bersama atasan."
STOP = """() => {
    const stop = document.activeElement;
    return [stop.tagName, (stop.getAttribute('aria-label') || stop.innerText).slice(0, 40)];
}"""
# Streamlit draws a ring around fields and buttons, 1.8 : 1 at least, but only a tint behind links
# and the entries of its menu, 1.08 : 1 on light and 1.3 : 1 on dark ground; no theme sets it.
A_RING, A_TINT = 1.5, 1.05
AROUND = 8  # px around an element in which its focus may show


def go_to(tab: Tab, wanted: Locator) -> None:
    """Press Tab until the focus is on an element, or in it."""
    expect(wanted).to_be_attached()
    for _press in range(MOST_STOPS):
        tab.page.keyboard.press("Tab")
        if has_focus(wanted):
            return
    raise AssertionError(f"not reached by {MOST_STOPS} presses of Tab: {wanted}")


def has_focus(wanted: Locator) -> bool:
    return bool(wanted.evaluate("e => e === document.activeElement || e.matches(':focus-within')"))


def focus_contrast(tab: Tab) -> float:
    """Return the strongest contrast between the focused element and itself without focus, ≥ 1."""
    element = tab.page.evaluate_handle("document.activeElement").as_element()
    assert element is not None
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box is not None
    clip: Any = {
        "x": max(box["x"] - AROUND, 0),
        "y": max(box["y"] - AROUND, 0),
        "width": box["width"] + 2 * AROUND,
        "height": box["height"] + 2 * AROUND,
    }
    # the caret and transitions are left out of both pictures
    focused = _luminance(tab.page.screenshot(clip=clip, animations="disabled"))
    element.evaluate("e => e.blur()")
    without = _luminance(tab.page.screenshot(clip=clip, animations="disabled"))
    element.evaluate("e => e.focus({preventScroll: true})")
    lighter, darker = np.maximum(focused, without), np.minimum(focused, without)
    return float(((lighter + 0.05) / (darker + 0.05)).max())


def _luminance(picture: bytes) -> np.ndarray:
    """Return the relative luminance of each pixel, as WCAG 2 defines it."""
    shares = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def test_leadership_follows_a_finding_and_closes_its_panel(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        page = tab.page
        tab.open("/?peran=city_leadership", heading="Ikhtisar")
        finding = page.locator('[class*="st-key-ikhtisar_temuan_"]').filter(
            has_text="Buka perangkat daerah"
        )
        go_to(tab, finding.first.get_by_role("link"))
        assert focus_contrast(tab) > A_TINT
        page.keyboard.press("Enter")
        panel = page.get_by_role("dialog")
        expect(panel.get_by_role("heading", level=2).first).to_be_visible()
        assert "rinci=" in page.url
        go_to(tab, panel.get_by_role("button", name="Cara membaca").first)
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        expect(page).not_to_have_url(re.compile("rinci="))
        assert tab.title() == "Perangkat daerah"
        assert tab.complaints == []


def test_an_evaluator_filters_opens_a_rater_and_writes_a_note(
    browser: Browser, demo: Server
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        page = tab.page
        tab.open("/penilai", heading="Penilai")
        go_to(tab, page.get_by_role("combobox", name="Perangkat daerah"))
        page.keyboard.type("Dinas Kesehatan")
        expect(page.get_by_role("option", name="Dinas Kesehatan")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("opd=DINKES"))
        tab.settle("Penilai")

        table = page.locator('.st-key-penilai_semua [data-testid="data-grid-canvas"]')
        go_to(tab, table)
        panel = page.get_by_role("dialog")
        browsing.until_seen(lambda: choose_first_row(tab), panel)

        go_to(tab, panel.get_by_role("link", name="Buka profil"))
        page.keyboard.press("Enter")
        tab.settle("Profil penilai")
        go_to(tab, page.get_by_label("Catatan baru"))
        page.keyboard.type(NOTE)
        go_to(tab, page.get_by_role("button", name="Simpan catatan"))
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stMarkdown").filter(has_text=NOTE).first).to_be_visible()
        assert tab.complaints == []


def choose_first_row(tab: Tab) -> None:
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Shift+Space")


def test_an_administrator_reaches_the_import_and_chooses_a_tab(
    browser: Browser, demo: Server
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        page = tab.page
        tab.open("/data?peran=administrator", heading="Data")
        go_to(tab, page.locator(".st-key-data_impor").get_by_role("button").first)
        assert focus_contrast(tab) > A_RING
        go_to(tab, page.get_by_role("tab", name="Riwayat impor"))
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert has_focus(page.get_by_role("tab", name="Templat"))
        page.keyboard.press("Enter")
        template = page.get_by_role("tabpanel").get_by_role("button")
        expect(template.first).to_be_visible()
        go_to(tab, template.first)
        assert tab.complaints == []


@pytest.mark.parametrize("role", ["rater", "employee"])
def test_staff_change_the_language_and_read_a_formula(
    browser: Browser, demo: Server, role: str
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        page = tab.page
        tab.open(f"/metodologi?peran={role}", heading="Metodologi")
        go_to(tab, page.get_by_role("radio", name="Indonesia"))
        page.keyboard.press("ArrowRight")
        if not page.get_by_role("radio", name="English").is_checked():
            page.keyboard.press("Enter")
        tab.settle("Method")
        go_to(tab, page.locator("summary").nth(1))  # the first measure is counted, not computed
        page.keyboard.press("Enter")
        expect(page.locator("details[open] .katex").first).to_be_visible()
        assert tab.complaints == []


def test_a_table_wider_than_a_phone_scrolls_by_keyboard(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url, size=browsing.PHONE) as tab:
        tab.open("/penilai", heading="Penilai")
        table = tab.page.get_by_test_id("stTable").first
        go_to(tab, table)
        for _press in range(MOST_STOPS):
            tab.page.keyboard.press("ArrowRight")
            if table.evaluate("e => [...e.querySelectorAll('*')].some(x => x.scrollLeft > 0)"):
                return
        pytest.fail("the table stays where it is")


@pytest.mark.parametrize("dark", [False, True])
def test_every_stop_of_the_first_page_shows_where_one_is(
    browser: Browser, demo: Server, dark: bool
) -> None:
    with browsing.tab(browser, demo.url, dark=dark) as tab:
        tab.open("/", heading="Ikhtisar")
        last = tab.page.locator(".st-key-ikhtisar_opd_baca").get_by_role("button")
        unseen = {}
        for _press in range(MOST_STOPS):
            tab.page.keyboard.press("Tab")
            kind, name = tab.page.evaluate(STOP)
            if kind not in ("BODY", "MAIN"):
                contrast = focus_contrast(tab)
                if contrast < (A_TINT if kind == "A" else A_RING):
                    unseen[name] = contrast
            if has_focus(last):
                break
        else:
            pytest.fail("the last control of the page was not reached")
        assert unseen == {}


def test_a_control_that_hides_its_focus_is_seen(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/", heading="Ikhtisar")
        go_to(tab, tab.page.locator(".st-key-ikhtisar_sebaran_unduh").get_by_role("button"))
        assert focus_contrast(tab) > A_RING
        tab.page.add_style_tag(content="*:focus { box-shadow: none !important; }")
        assert focus_contrast(tab) < A_RING
