"""Timbang's launcher: opens the store, then serves the dashboard. `streamlit run dashboard.py`.

The page script is pages/router.py and never this file: with a folder `pages/` beside the script
Streamlit would run a deep-linked page on its own, without the router, on the first request.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import hashlib
import importlib
import ipaddress
import logging
import os
import re
import secrets
import socket
import sys
import traceback
from collections.abc import AsyncIterator
from pathlib import Path

import pandas as pd
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import jobs
from data import store
from data.errors import DataError
from ui import i18n, states
from ui.charts import frame

HERE = Path(__file__).parent
log = logging.getLogger("timbang")

# Imported before the first request, then frozen: Streamlit collects garbage after every run, and
# walking what these bring would cost tens of milliseconds each time (ui.md 4.6).
HEAVY = (
    "pandas",
    "plotly.graph_objects",
    "plotly.subplots",
    "scipy.stats",
    "xlsxwriter",
    "babel",
    "matplotlib.backends.backend_svg",
)

# The small frames of a page are asked for single texts thousands of times a run. Kept as Python
# objects these cost a quarter less processor time than Arrow's (benchmarks/sessions.py).
TEXT_STORAGE = "python"

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


# ── start ────────────────────────────────────────────────────────────────────────────────────


def open_or_build_store() -> None:
    """Open the store of this process; the demo city is built where there is nothing else."""
    path = store.current_path()
    if path != store.DEMO_STORE:
        store.open_store(path, create=True)
        return
    opened = store.open_store(path, create=True)
    if not opened.is_demo:
        from data import demo  # only a first start needs it

        _say("Building the demo city (once) …")
        demo.build(opened, store.local_actor("start"), progress=_show_progress)
    if opened.frame("current_run").empty:
        analyse_demo(opened)
        _say("The demo city is ready.")


def analyse_demo(opened: store.Store) -> None:
    """Analyse the demo city before the first page; without results the pages say so."""
    _say("Analysing the demo city (once) …")
    try:
        jobs.run_analysis(opened, store.local_actor("start"), progress=_show_progress)
    except jobs.AnalysisFailed as error:
        _say(str(error))


def _show_progress(step: str, share: float) -> None:
    _say(f"  {share:4.0%}  {step}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def send_at_once() -> None:
    """Let every message to a browser leave as soon as it is written.

    asyncio does so for sockets it has opened, but Streamlit hands it one. The second of two small
    messages then waits until the browser acknowledges the first: 40 ms on Linux, up to 200
    elsewhere. Connections take the setting from the socket that listens.
    """
    for held in gc.get_objects():
        if (
            isinstance(held, socket.socket)
            and held.type == socket.SOCK_STREAM
            and held.family in (socket.AF_INET, socket.AF_INET6)
            and held.fileno() >= 0  # still open
        ):
            held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@contextlib.asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Get everything ready before the first request; close the store at the end."""
    try:
        open_or_build_store()
    except DataError as error:
        # A traceback would bury the sentence that says what to do.
        sys.stderr.write(f"\nTimbang cannot start. {error}\n")
        sys.stderr.flush()
        os._exit(1)
    for name in HEAVY:
        importlib.import_module(name)
    pd.set_option("mode.string_storage", TEXT_STORAGE)
    frame.is_checked = False
    send_at_once()
    gc.collect()
    gc.freeze()
    yield
    store.close_all()


# ── every answer ─────────────────────────────────────────────────────────────────────────────


def _inline_script_hashes() -> str:
    """Return the CSP sources of the scripts that stand inside Streamlit's own page."""
    page = Path(st.__file__).parent / "static" / "index.html"
    inline = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in inline)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {_inline_script_hashes()} 'wasm-unsafe-eval'",
            # Streamlit writes its styles into the page while it runs.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers above to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OwnStoreStaysHere:
    """Serves a store with real people to this machine alone, as long as there is no sign-in.

    The host name is checked too: a web page elsewhere can point a name of its own at 127.0.0.1.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what does not come from this machine."""
        if scope["type"] not in ("http", "websocket") or _is_local(scope) or _shows_demo():
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = PlainTextResponse(
                "Timbang shows this store only on the machine it runs on, "
                "under the address it printed when it started.",
                status_code=403,
            )
            await refusal(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    if client is not None:
        try:
            if not ipaddress.ip_address(client[0]).is_loopback:
                return False
        except ValueError:  # a name: test clients, sockets of the machine itself
            if client[0] not in ("testclient", ""):
                return False
    host = Headers(scope=scope).get("host", "")
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return name.lower() in LOCAL_NAMES


def _shows_demo() -> bool:
    try:
        return store.current().is_demo
    except DataError:
        return False


class PageLanguage:
    """Writes the language of the interface into the page, for screen readers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change the one attribute in pages; pass everything else through untouched."""
        if scope["type"] != "http" or scope["method"] != "GET" or _is_asset(scope["path"]):
            await self.app(scope, receive, send)
            return
        # Compressed, the attribute could not be found; not-modified would bring the old language.
        unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since")
        plain = {**scope, "headers": [h for h in scope["headers"] if h[0] not in unwanted]}
        start: Message | None = None
        parts: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            elif message["type"] == "http.response.body" and start is not None:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    body = _in_language(b"".join(parts), scope, start)
                    await send(start)
                    await send({"type": "http.response.body", "body": body})
            else:
                await send(message)

        await self.app(plain, receive, collect)


def _is_asset(path: str) -> bool:
    return "/_stcore/" in path or "/static/" in path or "/media/" in path or "." in path


def _in_language(body: bytes, scope: Scope, start: Message) -> bytes:
    headers = MutableHeaders(scope=start)
    if not headers.get("content-type", "").startswith("text/html"):
        return body
    request = Request(scope)
    browser = request.headers.get("accept-language", "").split(",")[0]
    language = i18n.choose_language(request.query_params.get("bahasa"), browser)
    body = body.replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
    # Before every other script and not deferred: on a busy machine Streamlit's own would else have
    # changed the address first.
    script = b'<script src="./address.js"></script>'
    body = re.sub(rb"(?=<script|</head>)", script, body, count=1)
    headers["content-length"] = str(len(body))
    headers["cache-control"] = "no-store"
    headers["vary"] = "accept-language"
    for name in ("etag", "last-modified"):
        if name in headers:
            del headers[name]
    return body


# ── routes ───────────────────────────────────────────────────────────────────────────────────


async def health(_request: Request) -> Response:
    """Say whether the store answers; nothing about its content."""
    try:
        store.current().value("schema_version")
    except DataError as error:
        return JSONResponse({"status": type(error).__name__}, status_code=503)
    return JSONResponse({"status": "ok"})


async def address_script(_request: Request) -> Response:
    """Serve the few lines that keep the browser's language and history in step."""
    text = (HERE / "pages" / "static" / "address.js").read_text(encoding="utf-8")
    return Response(text, media_type="text/javascript")


# ── failures nobody foresaw ──────────────────────────────────────────────────────────────────


def report_failure(error: Exception) -> bool:
    """Show a reference code; log where it happened under that code, and nothing of the data."""
    reference = secrets.token_hex(4)
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    # The text of an error may quote a cell, and a cell may name a person: only its kind is logged.
    log.error("%s %s at %s", reference, type(error).__name__, " > ".join(places[-12:]))
    st.error(states.unexpected(reference))
    return True


app = st.App(
    HERE / "pages" / "router.py",
    lifespan=lifespan,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(OwnStoreStaysHere),
        Middleware(PageLanguage),
    ],
    routes=[
        Route("/healthz", health),
        Route("/address.js", address_script),
    ],
    on_script_error=report_failure,
)
