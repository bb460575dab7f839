"""A draft in a real browser: typed by keyboard, saved at once, still there after a reload."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests import browsing
from tests.browser.test_pages import RULES, unexpected
from tests.serving import Server

HEADER, ROW = 34, 33  # px of the table
SAVED = re.compile("Semua isian tersimpan")


def propose_lower(page: Page) -> None:
    """Choose Kurang for the first row, from the number of the row on."""
    box = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + HEADER + ROW / 2)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("Kurang")
    page.keyboard.press("Enter")


def test_a_proposal_typed_by_keyboard_outlives_a_reload(browser: Browser, demo: Server) -> None:
    with browsing.tab(browser, demo.url) as tab:
        page = tab.page
        tab.open("/kalibrasi?opd=BKPSDM", heading="Kalibrasi")
        page.get_by_role("button", name="Draf baru").click()
        page.get_by_label("Nama draf").fill("Rapat peramban")
        page.get_by_role("button", name="Buat draf").click()
        expect(page.get_by_text(SAVED)).to_be_visible()
        expect(page).to_have_url(re.compile(r"draf=\d+"))
        tab.settle()
        without_reason = page.get_by_text("belum dihitung dan belum tersimpan: baris 1")
        browsing.until_seen(lambda: propose_lower(page), without_reason)
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")
        page.keyboard.type("Target triwulan tidak tercapai")
        page.keyboard.press("Enter")
        expect(page.get_by_text(SAVED)).to_be_visible()
        changed = page.get_by_text("pegawai diusulkan berpredikat lain: 0 naik, 1 turun")
        expect(changed).to_be_visible()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert unexpected(tab, found) == []
        assert tab.sideways() <= 0
        page.reload()
        expect(changed).to_be_visible()
        assert tab.complaints == []
