"""A view is a link: filters survive reload and the back button, unknown codes do no harm."""

from playwright.sync_api import Browser, expect

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
        tab.page.get_by_test_id("stSidebarNav").get_by_text("Sebaran & tren").click()
        tab.settle("Sebaran")
        assert "tahun=2023" in tab.page.url
        # the address of a page is completed with the filters, which is a step of its own
        for _ in range(2):
            tab.page.go_back()
            tab.page.wait_for_timeout(1500)
            if tab.title() == "Ikhtisar":
                break
        tab.settle("Ikhtisar")
        assert "tahun=2023" in tab.page.url


def test_the_menu_holds_only_what_a_role_may_open(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/?peran=administrator", heading="Data")
        menu = tab.page.get_by_test_id("stSidebarNav")
        expect(menu.get_by_text("Metodologi")).to_be_visible()
        expect(menu.get_by_text("Sebaran & tren")).to_have_count(0)


def test_the_address_of_a_forbidden_page_says_whom_it_is_for(
    browser: Browser, demo: Server
) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/data?peran=employee", heading="Metodologi")
        expect(tab.page.get_by_text("Halaman ini untuk evaluator")).to_be_visible()
        assert tab.page.get_by_test_id("stTabs").count() == 0
        assert "Riwayat impor" not in tab.text()


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
