"""The launcher: strangers are refused an own store, and the log learns nothing of the data."""

import asyncio
import logging
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

import dashboard
from data import demo, store


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    path = tmp_path / "own.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    store.open_store(path, create=True)
    yield
    store.forget(path)


async def page(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer as Streamlit answers for every address of a page."""
    headers = [(b"content-type", b"text/html; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    body = b'<!DOCTYPE html><html lang="en"><head></head></html>'
    await send({"type": "http.response.body", "body": body})


def ask(
    app: object, *, client: str = "127.0.0.1", host: str = "127.0.0.1:8501", query: str = ""
) -> list[Message]:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/sebaran",
        "query_string": query.encode(),
        "client": (client, 5000),
        "headers": [(b"host", host.encode()), (b"accept-language", b"en-GB,en")],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[operator]
    return sent


@pytest.mark.usefixtures("own_store")
@pytest.mark.parametrize(
    ("client", "host", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8501", 200),
        ("::1", "[::1]:8501", 200),
        ("127.0.0.1", "localhost", 200),
        ("192.168.1.7", "127.0.0.1:8501", 403),
        ("127.0.0.1", "timbang.example:8501", 403),
        ("127.0.0.1", "127.0.0.1.example", 403),
    ],
)
def test_an_own_store_is_shown_on_this_machine_alone(client: str, host: str, status: int) -> None:
    sent = ask(dashboard.OwnStoreStaysHere(page), client=client, host=host)
    assert sent[0]["status"] == status


def test_every_answer_forbids_frames_foreign_scripts_and_guessed_types() -> None:
    headers = {
        k.decode(): v.decode() for k, v in ask(dashboard.SecurityHeaders(page))[0]["headers"]
    }
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("query", "language"), [("", "en"), ("bahasa=id", "id"), ("bahasa=xx", "en")]
)
def test_the_page_says_its_language(query: str, language: str) -> None:
    start, body = ask(dashboard.PageLanguage(page), query=query)
    assert f'<html lang="{language}">'.encode() in body["body"]
    sizes = [int(v) for k, v in start["headers"] if k == b"content-length"]
    assert sizes == [len(body["body"])]


def test_the_address_is_watched_before_any_other_script_runs() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body = b'<html lang="en"><head><script>first()</script><script src="a.js"></script></head>'
        headers = [(b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    _start, body = ask(dashboard.PageLanguage(app))
    scripts = re.findall(rb"<script[^>]*>", body["body"])
    assert scripts[0] == b'<script src="./address.js">'  # no defer, no async
    assert len(scripts) == 3


def test_a_failure_is_logged_by_code_and_place_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR, logger="timbang")
    with pytest.raises(ValueError, match="Siti") as raised:
        _stumble()
    assert dashboard.report_failure(raised.value)
    assert "ValueError" in caplog.text
    assert "_stumble" in caplog.text
    assert "Siti" not in caplog.text
    assert "1987" not in caplog.text


def _stumble() -> None:
    raise ValueError("Siti Rahma, 198701012010012999")


def test_a_demo_city_is_analysed_once_before_it_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "demo.duckdb"
    monkeypatch.delenv("TIMBANG_DB", raising=False)
    monkeypatch.setattr(store, "DEMO_STORE", path)
    monkeypatch.setattr(store, "current_path", lambda: path)
    opened = store.open_store(path, create=True)
    demo.build(opened, store.local_actor("start"), seed=3, employees=300)
    for _ in range(2):
        dashboard.open_or_build_store()
        assert opened.frame("current_run")["run_id"].tolist() == [1]
    store.forget(path)


@pytest.mark.usefixtures("own_store")
def test_an_own_store_is_not_analysed_by_a_start() -> None:
    dashboard.open_or_build_store()
    assert store.current().frame("current_run").empty
    assert store.current().frame("failed_run").empty


def test_connections_to_browsers_do_not_wait_for_an_answer_before_the_next_message() -> None:
    def waits(connection: socket.socket) -> bool:
        return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0

    with socket.socket() as listening:  # opened as Streamlit opens its own
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        for wanted in (True, False):
            with socket.create_connection(listening.getsockname()):
                accepted, _address = listening.accept()
                with accepted:
                    assert waits(accepted) == wanted
            dashboard.send_at_once()
