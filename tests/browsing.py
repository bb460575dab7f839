"""A real browser, the program it looks at, and what a page must hold for everybody."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from tests import serving

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PATIENCE = 30_000  # milliseconds, for a busy machine
# On a deep link Streamlit asks below the page's own path first whether the program lives there;
# "not found" is the right answer, and the browser notes it.
PROBES = re.compile(r"/[a-z-]+/_stcore/(health|host-config)")
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def browser_path() -> str:
    """Return the browser that the set-up found, or one on the search path."""
    named = os.environ.get("CHROME_PATH")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("no Chromium: run the tests with tasks.py, or name one with CHROME_PATH")
    return found


@dataclass
class Tab:
    """One page of the browser with what it complained about."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, *, heading: str | None = None) -> None:
        """Go to a page of the program and wait until it has finished drawing."""
        self.page.goto(f"{self.url}{path}", wait_until="domcontentloaded")
        self.settle(heading)

    def settle(self, heading: str | None = None) -> None:
        """Wait until a page title stands there and the script has ended."""
        title = self.page.locator("h1").filter(has_text=heading or "")
        title.first.wait_for(timeout=PATIENCE)
        self.page.wait_for_selector(SETTLED, timeout=PATIENCE)
        self.page.wait_for_timeout(300)  # figures draw after the script's last message

    def title(self) -> str:
        """Return the page title."""
        return self.page.locator("h1").first.inner_text().strip()

    def text(self) -> str:
        """Return the words of the main part."""
        return self.page.locator('[data-testid="stMain"]').inner_text()

    def steps(self) -> int:
        """Return how many steps the back button of this window knows."""
        return int(self.page.evaluate("history.length"))

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        return int(
            self.page.evaluate(
                """() => {
                    const seen = [document.documentElement, document.body,
                        document.querySelector('[data-testid="stMain"]')];
                    return Math.max(...seen.map(e => e ? e.scrollWidth - e.clientWidth : 0));
                }"""
            )
        )


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser without a display."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@contextlib.contextmanager
def tab(
    browser: Browser,
    url: str,
    *,
    size: dict[str, int] | None = None,
    dark: bool = False,
    language: str = "id-ID",
) -> Iterator[Tab]:
    """Open a fresh window that notes errors and every request that leaves this machine."""
    context = browser.new_context(
        viewport=size or DESK,  # type: ignore[arg-type]
        color_scheme="dark" if dark else "light",
        locale=language,
        accept_downloads=True,
    )
    page = context.new_page()
    opened = Tab(page, url)

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location["url"].removeprefix(url)
            if PROBES.fullmatch(where) and "404" in message.text:
                return
            opened.complaints.append(f"console: {message.text} {where}")

    page.on("console", heard)
    page.on("pageerror", lambda error: opened.complaints.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((url, url.replace("http", "ws"), "data:", "blob:"))
            else opened.complaints.append(f"left the machine: {request.url}")
        ),
    )
    page.set_default_timeout(PATIENCE)
    try:
        yield opened
    finally:
        context.close()


def until_seen(act: Callable[[], object], wanted: Locator, *, timeout: int = PATIENCE) -> None:
    """Do what a person would do, and again while its effect does not show.

    A page that is still being drawn may replace the element that was clicked within the same
    blink: the click is then lost, and a person would repeat it. The last try waits `timeout`.
    """
    for patience in (5_000, 5_000, timeout):
        try:
            act()
            expect(wanted).to_be_visible(timeout=patience)
        except AssertionError:
            if patience == timeout:
                raise
        else:
            return


def demo_store(shared: Path) -> Path:
    """Return the file of a demo city, built and analysed once for all test processes."""
    built, lock = shared / "demo" / "var" / "demo.duckdb", shared / "demo.lock"
    try:
        lock.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 480
        while not (shared / "demo.ready").exists():
            if time.monotonic() > deadline:
                pytest.fail("the demo city was not built by the other test process")
            time.sleep(0.2)
        return built
    folder = serving.copy_of_program(shared / "demo")
    built.parent.mkdir()
    # Analysed once for all: a server that finds no analysis makes it before it serves.
    for command, longest in ((("data", "demo"), 170), (("analytics", "run"), 300)):
        done = serving.run(folder, *command, timeout=longest, TIMBANG_DB=str(built))
        if done.returncode:
            pytest.fail(f"the demo city could not be built: {done.stdout}{done.stderr}")
    (shared / "demo.ready").touch()
    return built


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all test processes of a run have in common."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def put_store(store: Path, target: Path) -> None:
    """Put a copy of a store where a program looks for it."""
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(store, target)
