"""Fresh processes: first request, headers, who is answered, the empty store, the second start."""

import re
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browsing, samples, serving


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return serving.copy_of_program(tmp_path / "program")


@pytest.fixture
def own_program(program: Path) -> Path:
    """A program whose own store holds the three sample files."""
    store = str(program / "var" / "timbang.duckdb")
    for file in samples.write_all(program):
        done = serving.run(program, "data", "import", file.name, TIMBANG_DB=store)
        assert done.returncode == 0, done.stdout + done.stderr
    return program


def answer(
    server: serving.Server, path: str, host: str | None = None
) -> tuple[int, dict[str, str], str]:
    return serving.ask(server.port, path, host)


def test_the_first_deep_link_after_a_start_runs_the_router(
    own_program: Path, browser: Browser
) -> None:
    with serving.serving(own_program) as server, browsing.tab(browser, server.url) as tab:
        tab.open("/sebaran", heading="Sebaran")
        assert tab.title() == "Sebaran & tren"
        assert tab.page.get_by_test_id("stSidebarNav").get_by_text("Ikhtisar").is_visible()
        assert tab.complaints == []


def test_every_answer_carries_the_security_headers(own_program: Path) -> None:
    with serving.serving(own_program) as server:
        for path in ("/", "/sebaran", "/healthz", "/_stcore/health", "/static/nothing.js"):
            _, headers, _ = answer(server, path)
            policy = headers["content-security-policy"]
            assert "default-src 'self'" in policy, path
            assert "frame-ancestors 'none'" in policy
            assert "object-src 'none'" in policy
            assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval", "")
            scripts = next(part for part in policy.split(";") if "script-src" in part)
            assert "unsafe-inline" not in scripts
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"]
            assert headers["permissions-policy"]


def test_health_says_nothing_about_the_content(own_program: Path) -> None:
    with serving.serving(own_program) as server:
        status, _, body = answer(server, "/healthz")
        assert (status, body.replace(" ", "")) == (200, '{"status":"ok"}')


def test_an_own_store_answers_no_other_name_than_this_machine(own_program: Path) -> None:
    with serving.serving(own_program) as server:
        assert answer(server, "/")[0] == 200
        assert answer(server, "/", host=f"127.0.0.1:{server.port}")[0] == 200
        for other in ("timbang.example", f"192.0.2.7:{server.port}", "localhost.example:80"):
            status, _, body = answer(server, "/", host=other)
            assert status == 403, other
            assert "<script" not in body


def test_an_empty_own_store_says_what_to_do_on_every_page(program: Path, browser: Browser) -> None:
    with (
        serving.serving(program, TIMBANG_DB=str(program / "empty.duckdb")) as server,
        browsing.tab(browser, server.url) as tab,
    ):
        for path in ("/", "/perangkat-daerah", "/sebaran"):
            tab.open(path)
            assert "Belum ada data" in tab.text(), path
            assert "100%" not in tab.text()
        tab.open("/data", heading="Data")
        assert tab.page.get_by_test_id("stFileUploader").count() == 1
        assert "Data contoh" not in tab.page.inner_text("body")
        assert tab.complaints == []


def test_three_files_give_the_numbers_that_are_in_them(own_program: Path, browser: Browser) -> None:
    n = samples.N_ANNUAL + samples.N_MONTHLY + samples.N_PERSONNEL
    with serving.serving(own_program) as server, browsing.tab(browser, server.url) as tab:
        tab.open("/data", heading="Data")
        assert str(n) in tab.text()
        tab.open("/?tahun=2024", heading="Ikhtisar")
        assert f"{samples.N_ANNUAL} penilaian" in tab.text()
        very_good = f"{100 * samples.N_VERY_GOOD / samples.N_ANNUAL:.0f}"
        assert f"Porsi Sangat Baik {very_good},0%" in tab.text()
        tab.open("/sebaran?tahun=2024", heading="Sebaran")
        tab.page.locator(".main-svg").first.wait_for()
        assert f"{very_good}%" in tab.text()
        assert tab.complaints == []


def test_a_second_start_serves_without_installing(own_program: Path) -> None:
    """The copy borrows this environment, so a start that installed something would show."""
    (own_program / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    marks = [Path(sys.prefix) / name for name in ("installed", "installed-tests")]
    before = {mark: mark.read_bytes() if mark.exists() else None for mark in marks}
    log = own_program / "start.log"
    try:
        with serving.started([sys.executable, "tasks.py", "run"], own_program, log) as process:
            port = _printed_port(log)
            server = serving.Server(port, own_program, process, log)
            serving.wait_until_up(server)
        with serving.started([sys.executable, "tasks.py", "run"], own_program, log) as process:
            port = _printed_port(log)
            server = serving.Server(port, own_program, process, log)
            serving.wait_until_up(server)
            assert answer(server, "/healthz")[0] == 200
            assert "Installing" not in server.said()
    finally:
        for mark, content in before.items():
            if content is None:
                mark.unlink(missing_ok=True)


def _printed_port(log: Path) -> int:
    deadline = time.monotonic() + serving.LONGEST_START
    while time.monotonic() < deadline:
        found = re.search(r"http://localhost:(\d+)", log.read_text(errors="replace"))
        if found:
            return int(found[1])
        time.sleep(0.1)
    raise AssertionError(f"no address printed:\n{log.read_text()}")
