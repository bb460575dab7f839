"""A whole task of each role by keyboard alone: no click, and one always sees where one is."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests import browsing
from tests.browsing import Tab
from tests.serving import Server

MOST_STOPS = 90  # of Tab, to anything on a page
NOTE = "Dibahas bersama atasan."
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


def shows_focus(tab: Tab) -> bool:
    """Tell whether the focused element looks different from how it looks without focus."""
    element = tab.page.evaluate_handle("document.activeElement").as_element()
    assert element is not None
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box is not None
    clip = {
        "x": max(box["x"] - AROUND, 0),
        "y": max(box["y"] - AROUND, 0),
        "width": box["width"] + 2 * AROUND,
        "height": box["height"] + 2 * AROUND,
    }
    # caret and transitions are left out of both pictures
    focused = tab.page.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]
    element.evaluate("e => e.blur()")
    without = tab.page.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]
    element.evaluate("e => e.focus({preventScroll: true})")
    return focused != without


def test_leadership_follows_a_finding_and_closes_its_panel(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        page = tab.page
        tab.open("/?peran=city_leadership", heading="Ikhtisar")
        finding = page.locator('[class*="st-key-ikhtisar_temuan_"]').filter(
            has_text="Buka perangkat daerah"
        )
        go_to(tab, finding.first.get_by_role("link"))
        assert shows_focus(tab)
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
        assert shows_focus(tab)
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


def test_every_stop_of_the_first_page_shows_where_one_is(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/", heading="Ikhtisar")
        last = tab.page.locator(".st-key-ikhtisar_opd_baca").get_by_role("button")
        unseen = []
        for _press in range(MOST_STOPS):
            tab.page.keyboard.press("Tab")
            name = tab.page.evaluate(
                "() => document.activeElement.tagName + ' ' + (document.activeElement"
                ".getAttribute('aria-label') || document.activeElement.innerText).slice(0, 40)"
            )
            if not name.startswith(("BODY", "MAIN")) and not shows_focus(tab):
                unseen.append(name)
            if has_focus(last):
                break
        else:
            pytest.fail("the last control of the page was not reached")
        assert unseen == []
