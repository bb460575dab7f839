"""The program as a user runs it: a copy of the source in its own folder, served by a fresh process.

A copy, because the program keeps its stores in var/ beside the source; the checkout's own var/ is
the developer's and no test may touch it.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_START = 300  # seconds; the demo city is built and analysed at the first start
NOT_COPIED = (
    ".venv", "var", ".git", "tests", "benchmarks", "docs", ".ci", "*_cache", "__pycache__",
    ".hypothesis",
)  # fmt: skip


@dataclass
class Server:
    """A running program."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        """Return the address without a slash at its end."""
        return f"http://localhost:{self.port}"

    def said(self) -> str:
        """Return what it has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def copy_of_program(folder: Path) -> Path:
    """Put a copy of the source into `folder` and return it."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED), dirs_exist_ok=True)
    return folder


def environment(**changes: str | None) -> dict[str, str]:
    """Return this process's environment without what tests set, plus `changes`."""
    wanted = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TIMBANG_DB": None, **changes}
    return {name: value for name, value in wanted.items() if value is not None}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def run(
    folder: Path, *words: str, timeout: float = 120, **changes: str | None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m …` in a folder and return what it said."""
    return subprocess.run(  # noqa: S603 – our own commands
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@contextlib.contextmanager
def started(
    command: Sequence[str], folder: Path, log: Path, **changes: str | None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in its own process group; at the end the whole group is stopped."""
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 – our own commands
            command,
            cwd=folder,
            env=environment(**changes),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes], how: int = signal.SIGTERM) -> None:
    """End a process started here, with its children."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, how)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=15)


@contextlib.contextmanager
def serving(
    folder: Path,
    *,
    port: int | None = None,
    options: Mapping[str, str] | None = None,
    **changes: str | None,
) -> Iterator[Server]:
    """Serve the program of a folder until the block ends."""
    port = port or free_port()
    log = folder / f"server-{port}.log"
    command = [
        sys.executable, "-m", "streamlit", "run", "dashboard.py",
        "--server.port", str(port), "--server.headless", "true",
    ]  # fmt: skip
    for name, value in (options or {}).items():
        command += [f"--{name}", value]
    with started(command, folder, log, **changes) as process:
        server = Server(port, folder, process, log)
        wait_until_up(server)
        yield server


def wait_until_up(server: Server, longest: float = LONGEST_START) -> float:
    """Wait for the health answer; returns the seconds it took."""
    began = time.monotonic()
    while time.monotonic() - began < longest:
        if server.process.poll() is not None:
            raise AssertionError(f"the program ended at start:\n{server.said()}")
        with contextlib.suppress(OSError):
            if ask(server.port, "/healthz")[0] == 200:
                return time.monotonic() - began
        time.sleep(0.1)
    raise AssertionError(f"not up after {longest} s:\n{server.said()}")


def ask(port: int, path: str, host: str | None = None) -> tuple[int, dict[str, str], str]:
    """Send one request; returns status, headers in lower case, and the body."""
    with contextlib.closing(
        http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    ) as connection:
        connection.request("GET", path, headers={"Host": host or f"localhost:{port}"})
        got = connection.getresponse()
        headers = {name.lower(): value for name, value in got.getheaders()}
        return got.status, headers, got.read().decode(errors="replace")
