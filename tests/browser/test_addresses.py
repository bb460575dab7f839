"""A view is a link: filters survive reload and the back button, unknown codes do no harm."""

import re

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests import browsing
from tests.serving import Server


def test_reload_keeps_the_filters(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/sebaran?tahun=2023&jenis=functional", heading="Sebaran")
        assert "2023" in tab.text()
        tab.page.reload()
        tab.settle("Sebaran")
        assert "tahun=2023" in tab.page.url
        assert "jenis=functional" in tab.page.url
        assert "Fungsional" in tab.page.inner_text("body")


def test_an_unknown_code_falls_back_and_leaves_the_address(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/?tahun=1887&opd=TIDAK-ADA&gol=X", heading="Ikhtisar")
        expect(tab.page).not_to_have_url(f"{demo.url}/?tahun=1887&opd=TIDAK-ADA&gol=X")
        assert "TIDAK-ADA" not in tab.page.url
        assert "1887" not in tab.page.url
        assert tab.complaints == []


def test_the_menu_keeps_the_filters_and_back_returns_to_the_page(
    browser: Browser, demo: Server
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/?tahun=2023", heading="Ikhtisar")
        before = tab.steps()
        tab.page.get_by_test_id("stSidebarNav").get_by_text("Sebaran & tren").click()
        tab.settle("Sebaran")
        assert "tahun=2023" in tab.page.url
        assert tab.steps() == before + 1
        tab.page.go_back()
        tab.settle("Ikhtisar")
        assert tab.page.url.startswith(f"{demo.url}/?")
        assert "tahun=2023" in tab.page.url


def test_a_link_in_the_page_is_one_step_too(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/?bahasa=en&peran=city_leadership", heading="Overview")
        before = tab.steps()
        tab.page.get_by_test_id("stMain").get_by_role("link", name="Open the agency").first.click()
        tab.settle("Agencies")
        assert "bahasa=en" in tab.page.url
        assert "peran=city_leadership" in tab.page.url
        assert tab.steps() == before + 1
        tab.page.go_back()
        tab.settle("Overview")


def test_a_link_to_a_rater_opens_the_drawer_and_leads_to_the_profile(
    browser: Browser, demo: Server, rater: int
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open(f"/penilai?penilai={rater}", heading="Penilai")
        drawer = tab.page.get_by_role("dialog")
        expect(drawer.get_by_text("Kaitan A:")).to_be_visible()
        expect(drawer.get_by_text("Jelas lebih").first).to_be_visible()
        drawer.get_by_role("link", name="Buka profil penilai").click()
        tab.settle("Profil penilai")
        assert f"penilai={rater}" in tab.page.url
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
        assert tab.complaints == []


def test_closing_the_drawer_of_a_rater_takes_the_rater_out_of_the_address(
    browser: Browser, demo: Server, rater: int
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open(f"/penilai?penilai={rater}", heading="Penilai")
        tab.page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
        expect(tab.page).not_to_have_url(re.compile(r"[?&]penilai="))


def test_completing_the_address_of_a_link_is_no_step(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.page.goto("about:blank")
        before = tab.steps()
        tab.open("/", heading="Ikhtisar")
        assert "periode=" in tab.page.url
        assert tab.steps() == before + 1


def test_the_menu_holds_only_what_a_role_may_open(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/?peran=administrator", heading="Data")
        menu = tab.page.get_by_test_id("stSidebarNav")
        expect(menu.get_by_text("Metodologi")).to_be_visible()
        expect(menu.get_by_text("Sebaran & tren")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "title", "words", "way_out"),
    [
        ("/data?peran=employee", "Data", "Halaman ini untuk evaluator", "Buka Profil saya"),
        ("/sebaran?peran=rater", "Sebaran", "Halaman ini untuk pimpinan", "Buka Profil saya"),
        ("/data?peran=city_leadership", "Data", "Halaman ini untuk evaluator", "Buka Ikhtisar"),
        ("/data?peran=rater&bahasa=en", "Data", "This page is for evaluators", "Open My profile"),
        ("/tidak-ada", "Halaman tidak ditemukan", "tidak ada di Timbang", "Buka Ikhtisar"),
    ],
)
def test_an_address_that_opens_nothing_says_so_in_our_words_and_leads_on(
    browser: Browser, demo: Server, address: str, title: str, words: str, way_out: str
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open(address, heading=title)
        main = tab.page.get_by_test_id("stMain")
        expect(main.get_by_text(words)).to_be_visible()
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
        expect(main.get_by_role("tab")).to_have_count(0)
        assert tab.complaints == []
        main.get_by_role("link", name=way_out).click()
        tab.settle(way_out.split()[1])
        expect(main.get_by_text(words)).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "heading"), [("/", "Profil saya"), ("/metodologi", "Metodologi")]
)
@pytest.mark.parametrize("role", ["rater", "employee"])
def test_roles_without_the_overview_begin_without_a_complaint(
    browser: Browser, demo: Server, role: str, address: str, heading: str
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open(f"{address}?peran={role}", heading=heading)
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
        assert tab.complaints == []


def choose(tab: browsing.Tab, label: str, option: str) -> None:
    """Choose from a list of the sidebar; a page that is still being drawn closes an open list."""
    wanted = tab.page.get_by_role("option", name=option, exact=True)
    for _attempt in range(6):
        tab.page.get_by_test_id("stSidebar").get_by_label(label).click()
        try:
            wanted.click(timeout=5_000)
        except PlaywrightTimeout:
            tab.page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"the list {label} gave no option {option}")


def test_a_role_that_loses_the_page_is_told_so(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/sebaran", heading="Sebaran")
        choose(tab, "Lihat sebagai", "Pegawai")
        expect(tab.page.get_by_text("Halaman ini untuk pimpinan")).to_be_visible()
        expect(tab.page.get_by_role("dialog")).to_have_count(0)


def test_everything_in_the_menu_is_reached_by_keyboard(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/", heading="Ikhtisar")
        for _ in range(60):
            tab.page.keyboard.press("Tab")
            href = tab.page.evaluate("document.activeElement.getAttribute('href') || ''")
            if href.split("?")[0].endswith("/metodologi"):
                break
        else:
            raise AssertionError("the menu item was not reached with the Tab key")
        tab.page.keyboard.press("Enter")
        tab.settle("Metodologi")
        assert tab.title() == "Metodologi"
