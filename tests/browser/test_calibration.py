"""A draft in a real browser: typed by keyboard, saved at once, still there after a reload."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests import browsing
from tests.browser.test_pages import RULES, unexpected
from tests.serving import Server

HEADER, ROW = 34, 33  # px of the table
PROPOSED, REASON = 3, 4  # columns right of the number of the row
SAVED = re.compile("Semua isian tersimpan")


def type_into(tab: browsing.Tab, column: int, words: str) -> None:
    """Go to a cell of the first row by keyboard and type, as fast as the table takes it."""
    page = tab.page
    tab.settle()  # a table that is drawn anew drops what is typed into it
    table = page.locator('[data-testid="stDataFrame"]').first
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + HEADER + ROW / 2)
    for at in range(column + 1):
        if at:
            page.keyboard.press("ArrowRight")
        selected = table.locator(f'#glide-cell-{at}-0[aria-selected="true"]')
        expect(selected).to_be_attached()
    page.keyboard.press("Enter")
    expect(page.locator("#portal :is(input, textarea)").first).to_be_focused()
    page.keyboard.type(words, delay=10)
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
        browsing.until_seen(lambda: type_into(tab, PROPOSED, "Kurang"), without_reason)
        browsing.until_seen(
            lambda: type_into(tab, REASON, "Target triwulan tidak tercapai"),
            page.get_by_text(SAVED),
        )
        changed = page.get_by_text("pegawai diusulkan berpredikat lain: 0 naik, 1 turun")
        expect(changed).to_be_visible()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert unexpected(tab, found) == []
        assert tab.sideways() <= 0
        page.reload()
        expect(changed).to_be_visible()
        assert tab.complaints == []
