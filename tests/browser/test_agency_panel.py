"""The panel of an agency in a real browser: names on request, and files to take away."""

from playwright.sync_api import Browser, expect

from tests import browsing
from tests.serving import Server


def test_names_come_on_request_and_stand_in_the_file_then(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/perangkat-daerah?rinci=DINKES", heading="Perangkat daerah")
        panel = tab.page.get_by_role("dialog")
        raters = panel.locator(".st-key-rinci_penilai")
        raters.scroll_into_view_if_needed()
        toggle = raters.get_by_text("Tampilkan nama")
        assert "Nama;" not in _csv(tab, "penilai")
        toggle.click()
        tab.settle()
        assert _csv(tab, "penilai").startswith("Nama;Jabatan penilai;")
        assert tab.complaints == []


def test_leadership_takes_files_without_names(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        tab.open("/perangkat-daerah?rinci=DINKES&peran=city_leadership", heading="Perangkat")
        panel = tab.page.get_by_role("dialog")
        expect(panel.get_by_text("Penilai menurut jabatan")).to_be_visible()
        expect(panel.get_by_text("Tampilkan nama")).to_have_count(0)
        assert _csv(tab, "penilai").startswith("Jabatan penilai;")


def test_the_panel_fits_a_phone(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url, size=browsing.PHONE) as tab:
        tab.open("/perangkat-daerah?rinci=DINKES", heading="Perangkat daerah")
        panel = tab.page.get_by_role("dialog")
        expect(panel.get_by_text("Semua tabel panel ini")).to_be_attached()
        wider = panel.evaluate(
            "e => Math.max(...[e, ...e.querySelectorAll('[data-testid=stVerticalBlock]')]"
            ".map(x => x.scrollWidth - x.clientWidth))"
        )
        assert wider <= 0


def _csv(tab: browsing.Tab, card: str) -> str:
    """Take the CSV of a card of the panel and return its text."""
    opener = tab.page.locator(f".st-key-rinci_{card}_unduh").get_by_role("button").first
    opener.scroll_into_view_if_needed()
    opener.click()
    with tab.page.expect_download() as waiting:
        tab.page.locator(f".st-key-rinci_{card}_unduh_csv").get_by_role("button").click()
    opener.click()  # the files are there until it is closed
    text = waiting.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return text.decode("utf-8-sig")
