"""Set-up, run and test with nothing but Python: `py tasks.py run`. The Makefile calls this file.

Standard library only, because it runs before anything is installed. Each command sets up what is
missing: the environment in .venv, the packages of the requirements files, for the tests a Chromium.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)
FIRST_PORT = 8501
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHT_SECONDS = 60  # limit for the last way to get a browser
CHECKED = [
    "analytics",
    "data",
    "jobs",
    "ui",
    "pages",
    "tests",
    "benchmarks",
    "dashboard.py",
    "tasks.py",
]


class SetupFailed(Exception):
    """Something outside the project is missing; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one task; returns the exit code."""
    parser = argparse.ArgumentParser(prog="tasks.py", description=__doc__.splitlines()[0])
    parser.add_argument(
        "task",
        choices=sorted(TASKS),
        help="; ".join(
            f"{name}: {(task.__doc__ or '').splitlines()[0]}"
            for name, task in sorted(TASKS.items())
        ),
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on, e.g. test files")
    options = parser.parse_args(arguments)
    try:
        return TASKS[options.task](options.rest)
    except SetupFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(rest: Sequence[str]) -> int:
    """Set up what is missing and show the dashboard."""
    install(tests=False)
    port = free_port()
    print(f"\n  Timbang: http://localhost:{port}   (Ctrl+C untuk berhenti / to stop)\n", flush=True)
    return call(
        [PYTHON, "-m", "streamlit", "run", "dashboard.py"],
        ["--server.port", port, "--server.headless", "true", *rest],
    )


def test(rest: Sequence[str]) -> int:
    """Set up what is missing and run all checks and tests."""
    install(tests=True)
    environment = {"CHROME_PATH": find_browser()}
    failed = static_checks()
    code = call([PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", "-q"], rest, environment)
    return code or failed


def check(rest: Sequence[str]) -> int:
    """Format, lint, types, layers, translations and quick tests."""
    install(tests=True)
    quick = ["-m", "not long"]
    quick += ["--ignore=tests/e2e", "--ignore=tests/browser", "--ignore=tests/pages"]
    failed = static_checks()
    return (
        call([PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", "-q", *quick], rest)
        or failed
    )


def e2e(rest: Sequence[str]) -> int:
    """Whole-process tests."""
    install(tests=True)
    return call([PYTHON, "-m", "pytest", "-q", "tests/e2e"], rest, {"CHROME_PATH": find_browser()})


def browser(rest: Sequence[str]) -> int:
    """Browser tests."""
    install(tests=True)
    chosen = {"CHROME_PATH": find_browser()}
    return call([PYTHON, "-m", "pytest", "-q", "tests/browser"], rest, chosen)


def golden(rest: Sequence[str]) -> int:
    """Rewrite the golden files; read the difference before committing it."""
    install(tests=True)
    return call([PYTHON, "-m", "pytest", "-q"], rest, {"TIMBANG_GOLDEN": "1"})


def bench(rest: Sequence[str]) -> int:
    """Measure the speeds; results go to benchmarks/results."""
    install(tests=True)
    for script in sorted((ROOT / "benchmarks").glob("*_speed.py")):
        code = call([PYTHON, "-m", f"benchmarks.{script.stem}"], rest)
        if code:
            return code
    return 0


def messages(rest: Sequence[str]) -> int:
    """Collect the texts of the interface for translation."""
    install(tests=False)
    return call([PYTHON, "-m", "ui.messages"], rest)


def screenshots(rest: Sequence[str]) -> int:
    """Make the screenshots of the README anew."""
    install(tests=True)
    chosen = {"CHROME_PATH": find_browser()}
    return call([PYTHON, "-m", "benchmarks.screenshots"], rest, chosen)


def static_checks() -> int:
    """Format, lint and types; all of them, so that one run shows everything."""
    present = [name for name in CHECKED if (ROOT / name).exists()]
    codes = [
        call([PYTHON, "-m", "ruff", "format", "--check", "-q"], present),
        call([PYTHON, "-m", "ruff", "check", "-q"], present),
        call([PYTHON, "-m", "mypy", "--no-error-summary"], []),
    ]
    return max(codes)


# -- set-up ------------------------------------------------------------------------------------


def install(*, tests: bool) -> None:
    """Create .venv and install the requirements, unless that was done for these very files."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetupFailed(f"Timbang needs Python 3.11 or newer; this is {found}.")
    lists = ["requirements.txt", "requirements-dev.txt"] if tests else ["requirements.txt"]
    if is_installed(tests=True) or (not tests and is_installed(tests=False)):
        return
    if not PYTHON.exists():
        print("Creating the environment in .venv …", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
        if made.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            raise SetupFailed(
                "Python could not create an environment. On Debian and Ubuntu install it with: "
                "apt install python3-venv"
            )
    print("Installing packages (once) …", flush=True)
    command = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    for name in lists:
        command += ["-r", name]
    if call(command, ["-c", "constraints.txt"]):
        raise SetupFailed(
            "The packages could not be installed. Check the internet connection or ask for access "
            "to the Python package index, then run the same command again."
        )
    stamp_of(tests=tests).write_text(fingerprint(tests=tests), encoding="utf-8")


def is_installed(*, tests: bool) -> bool:
    """Tell whether the environment was made from the requirements as they are now."""
    stamp = stamp_of(tests=tests)
    return (
        PYTHON.exists()
        and stamp.exists()
        and stamp.read_text(encoding="utf-8") == fingerprint(tests=tests)
    )


def stamp_of(*, tests: bool) -> Path:
    """Return the file that says what was installed."""
    return VENV / ("installed-tests" if tests else "installed")


def fingerprint(*, tests: bool) -> str:
    """Return a hash over the Python version and the files that say what to install."""
    names = ["requirements.txt", "constraints.txt", *(["requirements-dev.txt"] if tests else [])]
    digest = hashlib.sha256(sys.version.encode())
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def find_browser() -> str:
    """Return the path of a Chromium, installing one if there is none."""
    named = os.environ.get("CHROME_PATH")
    if named and Path(named).exists():
        return named
    if found := installed_browser():
        return found
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium from the distribution's packages …", flush=True)
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        call(["apt-get", "update", "-qq"], [], quiet)
        call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], [], quiet)
        if found := installed_browser():
            return found
    print("Fetching Chromium with Playwright …", flush=True)
    try:
        subprocess.run(
            [str(PYTHON), "-m", "playwright", "install", "chromium"],
            cwd=ROOT,
            check=True,
            timeout=PLAYWRIGHT_SECONDS,
        )
        asked = subprocess.run(
            [
                str(PYTHON),
                "-c",
                "from playwright.sync_api import sync_playwright as s\n"
                "with s() as p: print(p.chromium.executable_path)",
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            timeout=PLAYWRIGHT_SECONDS,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise SetupFailed(
            "The browser tests need Chromium and none could be found or fetched. Install it "
            "(Debian: apt install chromium) or name one with CHROME_PATH."
        ) from error
    return asked.stdout.strip()


def installed_browser() -> str | None:
    """Return a browser on the search path, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def free_port() -> int:
    """Return the first port from 8501 that nobody listens on."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise SetupFailed(f"No free port between {FIRST_PORT} and {FIRST_PORT + 99}.")


def call(
    command: Sequence[object], rest: Sequence[object], environment: dict[str, str] | None = None
) -> int:
    """Run a command in the project's folder and return its exit code."""
    words = [str(word) for word in (*command, *rest)]
    try:
        return subprocess.call(words, cwd=ROOT, env={**os.environ, **(environment or {})})
    except KeyboardInterrupt:
        return 130


TASKS = {
    task.__name__: task
    for task in (run, test, check, e2e, browser, golden, bench, messages, screenshots)
}

if __name__ == "__main__":
    sys.exit(main())
